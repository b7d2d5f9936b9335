import type { BrowserContext, Request } from 'playwright-core';
import { families, type FamilyName } from '../families.ts';
import type { MarkupStyle } from '../markup/tag.ts';
import { startingState, type GridSize } from '../school/create-journal.ts';
import { bundleScript } from './bundle-script.ts';
import type { PageSettings } from './start-page.ts';

export interface ServedPortal {
  readonly family: FamilyName;
  readonly size: GridSize;
  readonly style: MarkupStyle;
}

/** The script of all generated portals; the same for every page. */
export const portalScript = (): Promise<string> =>
  bundleScript(new URL('./start-page.ts', import.meta.url));

/**
 * Serves a portal under its own host name by answering the browser's requests, so that adapters see
 * the address they know and nothing leaves the machine. Returns the address of the first page.
 */
export async function routePortal(
  context: BrowserContext,
  portal: ServedPortal,
  script: string,
): Promise<string> {
  const family = families[portal.family];
  const address = family.address(startingState(portal.size, family.rows));
  await context.route(`${new URL(address).origin}/**`, (route, request) =>
    request.resourceType() === 'script'
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: pageOf(portal, chosenBy(request)),
          headers: { 'content-security-policy': policy },
        }),
  );
  return address;
}

/** Halves of split grids stand side by side, and a line is one row high in both. */
const styles = `<style>
body { font: 14px/16px sans-serif; margin: 8px; }
td, th { height: 18px; padding: 1px 4px; white-space: nowrap; }
#journal-container, .grid, .grid-scroll { display: flex; }
.cell { height: 20px; white-space: nowrap; min-width: 40px; }
[role="row"] { display: flex; } [role="row"] > * { min-width: 40px; height: 20px; }
</style>`;

const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'";

/** A form that was sent says what to show; without one, the first journal. */
function chosenBy(request: Request): PageSettings['choice'] {
  const form = new URLSearchParams(request.postData() ?? '');
  const place = (name: string): number => Number(form.get(name) ?? 0);
  return [place('PCLID_IUP'), place('SGID'), place('TERMID')];
}

function pageOf({ family, size, style }: ServedPortal, choice: PageSettings['choice']): string {
  const settings: PageSettings = { family, ...size, style, choice };
  const written = JSON.stringify(settings).replaceAll('"', '&quot;');
  return `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Журнал</title>${styles}</head>
<body><script src="/portal.js" data-settings="${written}"></script></body></html>`;
}
