import { families, type FamilyName } from '../families.ts';
import type { MarkupStyle } from '../markup/tag.ts';
import { PortalPage } from './portal-page.ts';

/** What the portal's server writes into the page for its script. */
export interface PageSettings {
  readonly family: FamilyName;
  readonly pupils: number;
  readonly lessons: number;
  readonly style: MarkupStyle;
  readonly choice: readonly [schoolClass: number, subject: number, period: number];
}

/* Runs in the page, as the portal's script. */
const written = document.currentScript?.dataset['settings'] ?? '{}';
const { family, pupils, lessons, style, choice } = JSON.parse(written) as PageSettings;
const [schoolClass, subject, period] = choice;
const portal = new PortalPage({
  family: families[family],
  size: { pupils, lessons },
  style,
  choice: { schoolClass, subject, period },
});
Object.assign(globalThis, { portal });
