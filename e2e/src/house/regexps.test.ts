import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { isTest, readTracked, trackedFiles } from './repository.ts';

/** Sources that meet texts of pages and of other people in a page or a screen. */
const isExposed = (path: string): boolean =>
  /^(core\/src\/annotation|extension\/src\/(page|messaging))\/.*\.tsx?$/.test(path) &&
  !isTest(path) &&
  !path.includes('/testing/');

interface FoundRegExp {
  readonly path: string;
  readonly regexp: RegExp;
}

/** Every regular expression written in a source, also one that is added tomorrow. */
function regexpsOf(path: string): readonly FoundRegExp[] {
  const found: FoundRegExp[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      found.push({ path, regexp: new RegExp(pattern, flags) });
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(parseAst(readTracked(path), { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}

const pieces = [
  'a',
  'я',
  'Я',
  '1',
  ' ',
  '\u00a0',
  '\n',
  '-',
  '.',
  '/',
  '(',
  ')',
  '_',
  '<',
  '"',
  ':',
  '%',

  'a ',
  'а.',
  'я-',
  '1.',
  '1 ',
  '(1',
  '1)',
  '(1)(',
  'a1',
  'А. ',
  ' \n',
  'я я',
  '//',
  '../',
  'xn--',
  '&#',
  '\u0301е',
];
/** Far more than a header or a note holds; a search that grows with its square takes seconds for it. */
const longText = 50_000;
/** One piece again and again, ended and begun by what makes a search try once more. */
const corpus = pieces.flatMap((piece) => {
  const body = piece.repeat(Math.ceil(longText / piece.length));
  return [`${body}!`, `Я${body}\u0000`];
});

const limitMs = 20;
/** The machine may be busy; a search that is slow by nature is slow every time. */
const attempts = 5;

/** The shortest of a few searches; short texts first, so that a bad one is found and not waited for. */
function slowest({ regexp }: FoundRegExp): { readonly ms: number; readonly text: string } {
  let worst = { ms: 0, text: '' };
  for (const whole of corpus) {
    for (const length of [5_000, 12_000, longText]) {
      const text = whole.slice(0, length - 1) + whole.slice(-1);
      let best = Infinity;
      for (let attempt = 0; attempt < attempts && best >= limitMs; attempt += 1) {
        const startedMs = performance.now();
        new RegExp(regexp).exec(text);
        best = Math.min(best, performance.now() - startedMs);
      }
      if (best > worst.ms) worst = { ms: best, text: JSON.stringify(text.slice(0, 6)) };
      if (worst.ms >= limitMs) return worst;
    }
  }
  return worst;
}

describe('regular expressions', () => {
  const found = trackedFiles().filter(isExposed).flatMap(regexpsOf);

  it('[X9] are found in the sources', () => {
    expect(found.length).toBeGreaterThan(20);
  });

  it('[X9] answer for a long text of the worst kind within 20 ms', () => {
    const faults = found.flatMap((one) => {
      const { ms, text } = slowest(one);
      return ms < limitMs
        ? []
        : [`${one.path}: ${one.regexp} takes ${ms.toFixed(0)} ms for ${text}…`];
    });
    expect(faults.join('\n')).toBe('');
  }, 60_000);

  it('[X9] a pattern that tries again for every start is found', () => {
    const { ms } = slowest({ path: '', regexp: /\s+$/ });
    expect(ms).toBeGreaterThanOrEqual(limitMs);
  });
});
