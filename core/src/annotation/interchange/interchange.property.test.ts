import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exportAnnotations } from './export-annotations.ts';
import { importAnnotations } from './import-annotations.ts';
import type { InterchangeNote } from './interchange-note.ts';
import { arbitraryNote } from './testing/arbitrary-note.ts';
import { brokenCollectionMusts } from './testing/collection-musts.ts';

const notes = fc.array(arbitraryNote, { maxLength: 4 });
const full = { language: 'ru', nickname: 'куратор', detail: 'full' } as const;
const redacted = { language: 'ru', detail: 'redacted' } as const;

const sent = (json: object): unknown => JSON.parse(JSON.stringify(json));

function taken(json: unknown): readonly unknown[] {
  const result = importAnnotations(json);
  return result.ok ? result.value.annotations : [result.error];
}

const isSaid = ({ text }: InterchangeNote): boolean => text.trim() !== '';

it('[B] every export keeps the musts of the standard', () => {
  fc.assert(
    fc.property(notes, (all) => {
      const pageOf = (): string => 'https://school.example/nastavnichestvo/?ticket=1#top';
      expect(brokenCollectionMusts(exportAnnotations(all, { ...full, pageOf }))).toEqual([]);
      expect(brokenCollectionMusts(exportAnnotations(all, redacted))).toEqual([]);
    }),
  );
});

it('[B] what was exported in full is imported as it was', () => {
  fc.assert(
    fc.property(notes, (all) => {
      const said = all.filter(isSaid);
      const expected = said.map((note, at) => ({ outcome: 'own', at, note }));
      expect(taken(sent(exportAnnotations(said, full)))).toEqual(expected);
    }),
  );
});

it('[D.2] an export is redacted unless asked otherwise: no quote, no path, no address, no tie', () => {
  fc.assert(
    fc.property(arbitraryNote, (note) => {
      const pageOf = (): string => {
        throw new Error('asked for an address');
      };
      const text = JSON.stringify(exportAnnotations([note], { ...redacted, pageOf }));
      const words = ['TextQuoteSelector', 'XPathSelector', '/document/', 'exact', 'creator'];
      const own = JSON.stringify(note.text);
      expect(words.filter((word) => text.replace(own, '').includes(word))).toEqual([]);
      const [one] = taken(sent(exportAnnotations([{ ...note, text: 'x' }], redacted)));
      expect(one).toMatchObject({ outcome: 'own', note: { id: note.id, text: 'x' } });
    }),
  );
});

it('[X8] no JSON whatever makes an import throw', () => {
  const json = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()));
  const twisted = fc
    .tuple(arbitraryNote, fc.jsonValue(), fc.string(), fc.string())
    .map(([note, value, name, inner]) => {
      const [item] = (sent(exportAnnotations([note], full)) as { first: { items: object[] } }).first
        .items;
      return { ...item, [name]: value, target: { ...item, selector: { [inner]: value } } };
    });
  fc.assert(
    fc.property(fc.oneof(json, twisted), (value) => {
      expect(taken(value).every((one) => typeof one === 'object')).toBe(true);
    }),
  );
});
