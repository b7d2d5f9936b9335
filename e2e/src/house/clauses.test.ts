import { describe, expect, it } from 'vitest';
import { isTest, readJson, readTracked, trackedFiles } from './repository.ts';
import { titleIdsOf } from './source-scan.ts';

interface Clauses {
  readonly clauses: readonly { id: string; since: 'now' | 'later'; text: string }[];
  readonly conventions: readonly { id: string }[];
}

const { clauses, conventions } = readJson('docs/spec/clauses.json') as Clauses;

const titles = trackedFiles()
  .filter(isTest)
  .map((path) => ({ path, ids: titleIdsOf(readTracked(path)) }));

describe('clauses', () => {
  it('[T1] every id that a test is titled with is known', () => {
    const known = new Set([...clauses, ...conventions].map(({ id }) => id));
    const faults = titles.flatMap(({ path, ids }) =>
      ids
        .filter((id) => !known.has(id))
        .map(
          (id) => `${path}: [${id}] is not in docs/spec/clauses.json. Correct it or add it there.`,
        ),
    );
    expect(faults.join('\n')).toBe('');
  });

  it('[T1] every clause of the present work has a test', () => {
    const proved = new Set(titles.flatMap(({ ids }) => ids));
    const without = clauses.filter(({ id }) => !proved.has(id));
    const later = without.filter(({ since }) => since === 'later');
    console.info(
      `Clauses without a test, for later work (${later.length}): ${later.map(({ id }) => id).join(' ')}`,
    );
    const faults = without
      .filter(({ since }) => since === 'now')
      .map(
        ({ id, text }) => `[${id}] has no test. Write one titled '[${id}] …' that proves: ${text}`,
      );
    expect(faults.join('\n')).toBe('');
  });

  it('[T1] ids are read from titles alone', () => {
    // Written with angle brackets, so that this very file does not count as a proof of them.
    const source = [
      "it('<A9> keeps the socket', run);",
      'it.each([1])(`<INV-03> <AC-000-3> %s`, run);',
      "it(\n  '<D1, D6> restarts', run);",
      "// it('<A1> not a test')",
      "query('<data-x>'); const a = ['<A2>'];",
    ]
      .join('\n')
      .replaceAll('<', '[')
      .replaceAll('>', ']');
    expect(titleIdsOf(source)).toEqual(['A9', 'INV-03', 'AC-000-3', 'D1', 'D6']);
  });
});
