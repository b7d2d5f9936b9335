import type { Person } from '../person.ts';
import type { RelayProcess } from '../relay-process.ts';

/** The figure of active pairs on the district's overview, read with a ticket of the command line. */
export async function activePairs(person: Person, relay: RelayProcess): Promise<string> {
  const page = await person.browser.context.newPage();
  try {
    await page.goto(await relay.pageUrl());
    const figure = page.locator('.figures li', { hasText: /действ/ });
    return (await figure.locator('b').textContent()) ?? '';
  } finally {
    await page.close();
  }
}
