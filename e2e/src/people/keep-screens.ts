import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from './person.ts';

/** What everybody had on the screen when a scenario failed; the folder is printed. */
export async function keepScreens(people: readonly Person[]): Promise<void> {
  const folder = join(tmpdir(), 'nastavnik-failed-screens');
  mkdirSync(folder, { recursive: true });
  for (const person of people) {
    await person.page
      .screenshot({ path: join(folder, `${person.name}.png`) })
      .catch(() => undefined);
  }
  console.error(`Screens at the time of the failure: ${folder}`);
}
