import { expect, it } from 'vitest';
import { isScript, isTest, isText, readTracked, trackedFiles } from './repository.ts';

const maxEntries = 9;

/** Decision records are a numbered sequence: they only ever grow. */
const growing = new Set(['docs/decisions']);

it('[B6] a source file has at most 300 lines, a test or a table of texts at most 400', () => {
  const faults = trackedFiles()
    .filter((path) => isScript(path) || /\.(css|html)$/.test(path))
    .flatMap((path) => {
      const lines = readTracked(path).trimEnd().split('\n').length;
      const max = isTest(path) || isText(path) ? 400 : 300;
      if (lines <= max) return [];
      return [
        `${path}: ${lines} lines, at most ${max}. Find the noun inside it that can stand in a file of its own.`,
      ];
    });
  expect(faults.join('\n')).toBe('');
});

it('[B5] a folder has at most nine entries; tests, what only tests use, index and main apart', () => {
  const entries = new Map<string, Set<string>>();
  for (const path of trackedFiles()) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      const name = parts[depth] ?? '';
      const isLeaf = depth === parts.length - 1;
      if (isLeaf && (isTest(path) || /^(index|main)\.tsx?$/.test(name))) continue;
      if (name === 'testing') continue;
      entries.set(folder, (entries.get(folder) ?? new Set()).add(name));
    }
  }
  const faults = [...entries]
    .filter(([folder, names]) => names.size > maxEntries && !growing.has(folder))
    .map(
      ([folder, names]) =>
        `${folder}: ${names.size} entries, at most ${maxEntries}. Group some under a noun of the glossary: ${[...names].join(', ')}`,
    );
  expect(faults.join('\n')).toBe('');
});

it('[B5] nothing has a name that says nothing', () => {
  const vague = new Set(['util', 'utils', 'helpers', 'common', 'misc', 'types', 'stuff']);
  const faults = trackedFiles().flatMap((path) =>
    path
      .split('/')
      .map((part) => part.split('.')[0] ?? '')
      .filter((name) => vague.has(name))
      .map((name) => `${path}: '${name}' says nothing. Name it after what it holds.`),
  );
  expect(faults.join('\n')).toBe('');
});
