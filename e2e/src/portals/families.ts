import { ariaGrid } from './families/aria-grid.ts';
import { bars } from './families/bars.ts';
import { dnevnikRu } from './families/dnevnik-ru.ts';
import { eljur } from './families/eljur.ts';
import { genericTable } from './families/generic-table.ts';
import { gosweb } from './families/gosweb.ts';
import { mesh } from './families/mesh.ts';
import { netschool } from './families/netschool.ts';
import type { PortalFamily } from './portal-family.ts';

/** Every generated portal, by the name it has in the bench. */
export const families = {
  mesh,
  'dnevnik-ru': dnevnikRu,
  netschool,
  eljur,
  bars,
  gosweb,
  'generic table': genericTable,
  'ARIA grid': ariaGrid,
} satisfies Readonly<Record<string, PortalFamily>>;

export type FamilyName = keyof typeof families;
export const familyNames = Object.keys(families) as readonly FamilyName[];
