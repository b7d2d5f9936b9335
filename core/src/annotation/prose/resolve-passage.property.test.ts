import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normaliseText } from '../normalisation.ts';
import { normaliseProse, rawRange } from './normalise-prose.ts';
import { proseAddressSchema } from './prose-address.ts';
import { likenessFloor } from './search/similar-passages.ts';
import { similarity } from './search/similarity.ts';
import { noteOn, pageOf, resolveOn, saidAt } from './testing/school-page.ts';

const word = fc.constantFrom(
  ...'наставник школа приказ № 12 № 13 встреча дневник план год педагог урок — ё Ёж'.split(' '),
);
const paragraph = fc.array(word, { minLength: 3, maxLength: 14 }).map((words) => words.join(' '));
const paragraphs = fc.array(paragraph, { minLength: 2, maxLength: 9 });

type Edit = (page: readonly string[], at: number, said: string) => string[];
const edits: readonly Edit[] = [
  (page, at) => page.toSpliced(at, 1),
  (page, at, said) => page.toSpliced(at, 0, said),
  (page, at, said) => page.with(at, said),
  (page, at) => page.with(at, page[at]?.replace(/\S+/, 'иное') ?? ''),
  (page, at) => page.with(at, page[at]?.replace(/(\S+)$/, '') ?? ''),
  (page, at) => page.toSpliced(at, 0, page[at] ?? ''),
  (page) => page.toReversed(),
];
const edit = fc.tuple(fc.constantFrom(...edits), fc.nat(), paragraph);

it('[A.4] whatever is edited: same means the very words, changed means words above the floor', () => {
  fc.assert(
    fc.property(
      paragraphs,
      fc.nat(),
      fc.boolean(),
      fc.array(edit, { maxLength: 4 }),
      (page, n, isOpen, changes) => {
        const passage = page[n % page.length] ?? '';
        const address = noteOn(pageOf(page), passage, isOpen);
        const after = changes.reduce<readonly string[]>(
          (now, [change, at, said]) =>
            now.length === 0 ? [said] : change(now, at % now.length, said),
          page,
        );
        const index = pageOf(after);
        const found = resolveOn(index, address);
        const said = normaliseText(saidAt(index, found) ?? '');
        const quote = normaliseText(passage);
        const isAsked =
          (found.state === 'same' && said === quote) ||
          (found.state === 'changed' && isOpen && similarity(said, quote) >= likenessFloor);
        expect('range' in found).toBe(isAsked);
      },
    ),
    { numRuns: 300 },
  );
});

it('[A.4] a page that did not change puts no note on another passage', () => {
  fc.assert(
    fc.property(paragraphs, fc.nat(), fc.boolean(), (page, n, isOpen) => {
      const index = pageOf(page);
      const address = noteOn(index, page[n % page.length] ?? '', isOpen);
      const found = resolveOn(index, address);
      expect(proseAddressSchema.parse(address)).toEqual(address);
      const own = rawRange(index.normal, { start: address.at, end: address.at }).start;
      const isOwn = found.state === 'same' && found.range.start === own;
      expect(isOwn || found.state === 'ambiguous').toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('[A.4] the normal form is that of headers, and every unit of it knows its raw one', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ maxLength: 9 }),
      (a, b) => {
        const raw = `${a} Ёж\u00ad№\u00a0${b}`;
        const { text, rawAt } = normaliseProse(raw);
        expect(rawAt.length).toBe(text.length + 1);
        expect(rawAt.toSorted()).toEqual(rawAt);
        expect(rawAt.at(-1)).toBeLessThanOrEqual(raw.length);
        expect(normaliseProse(text).text).toBe(text);
      },
    ),
  );
  const plain = '  Приказ №\u00a012 — о «Наставнике»,\n\n2026\u2011й год: и\u0306од 𝔸 ';
  expect(normaliseProse(plain).text).toBe(normaliseText(plain));
});
