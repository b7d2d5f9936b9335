import { describe, expect, it } from 'vitest';
import { readTracked, trackedFiles } from './repository.ts';

const page = 'docs/promises.md';

interface Proof {
  readonly path: string;
  readonly title: string;
}

const proofs: readonly Proof[] = Array.from(
  readTracked(page).matchAll(/^- `([^`]+)` — «(.+)»$/gm),
  ([, path = '', title = '']) => ({ path, title }),
);

describe('promises', () => {
  it('[T1] every promise names a test', () => {
    const sections = readTracked(page)
      .split(/^## /m)
      .filter((section) => /^P\d+ /.test(section));
    expect(sections).toHaveLength(10);
    const bare = sections.filter((section) => !/^- `/m.test(section));
    expect(bare.map((section) => section.split('\n')[0])).toEqual([]);
  });

  it('[T1] every test that a promise names is there', () => {
    const files = new Set(trackedFiles());
    const faults = proofs.flatMap(({ path, title }) => {
      if (!files.has(path)) return [`${page}: ${path} is not there. Name the test that took over.`];
      if (readTracked(path).includes(title)) return [];
      return [`${page}: ${path} has no test «${title}». Correct the title or name another test.`];
    });
    expect(faults.join('\n')).toBe('');
    expect(proofs.length).toBeGreaterThanOrEqual(20);
  });
});
