import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What breaks the accessibility rules on a page as it stands: `rule: element (why)`. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // The page's own policy refuses script tags; the debugger's evaluation is not one of them.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, preload: false, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any: reasons }) => `${id}: ${target.join(' ')} (${reasons[0]?.message ?? ''})`,
    ),
  );
}

/** Elements that reach beyond the right edge of the window or make it scroll sideways. */
export function overflowsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return [
      `scrolls sideways: ${root.scrollWidth} px of ${root.clientWidth} px`,
      ...wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
    ];
  });
}

/** Collects what a page complains of: script errors, refused resources, refusals of the policy. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
