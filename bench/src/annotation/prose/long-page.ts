import {
  annotationKey,
  describePassage,
  indexProse,
  proseScope,
  type ProseAddress,
} from '@nastavnik/core/annotation';
import type { PageNote } from '@nastavnik/extension/page';

/** What the page is called; the adapter of public school sites takes it. */
export const longPageAddress = 'https://school-r01.gosweb.gosuslugi.ru/nastavnichestvo/';
export const key = annotationKey(new Uint8Array(32).fill(5));

export const heading = 'Наставничество';

const syllables = 'на став ник шко ла при каз пе да гог встре ча днев план ре бён ок го д'.split(
  ' ',
);

/** The same words for the same place: about 500 letters, no two paragraphs alike. */
export function paragraphAt(at: number): string {
  let state = at * 2654435761 + 12345;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 8;
  };
  const words = Array.from({ length: 72 }, () =>
    Array.from({ length: 2 + (next() % 3) }, () => syllables[next() % syllables.length]).join(''),
  );
  return `${words.join(' ')}.`;
}

export const paragraphsOf = (length: number): readonly string[] => {
  const paragraphs: string[] = [];
  for (let sum = 0; sum < length; sum += paragraphs.at(-1)?.length ?? 1) {
    paragraphs.push(paragraphAt(paragraphs.length));
  }
  return paragraphs;
};

/** A note on a sentence of about 80 letters in each chosen paragraph, as it would be stored. */
export function notesOn(paragraphs: readonly string[], count: number): readonly PageNote[] {
  const step = Math.max(1, Math.floor(paragraphs.length / count));
  const ground = { adapter: 'gosweb', address: longPageAddress, context: [] };
  const scope = proseScope(ground, false, key);
  return paragraphs
    .flatMap((_, at) => (at % step === 0 && at > 0 ? [at] : []))
    .slice(0, count)
    .map((at) => ({ id: `note-${at}`, scope, address: addressIn(paragraphs, at) }));
}

function addressIn(paragraphs: readonly string[], at: number): ProseAddress {
  const near = paragraphs.slice(at - 1, at + 2);
  const text = `${near.join('\n')}\n`;
  const containers = [{ at: 0, path: ['main'] }];
  const index = indexProse({ text, hiddenFrom: text.length, containers, isCut: false });
  const start = (near[0]?.length ?? 0) + 1 + 150;
  const redact = (said: string) => ({ text: said, replaced: 0 });
  const steps = describePassage(
    index,
    { start, end: start + 80 },
    { key, atMs: 1, open: { redact } },
  );
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    if (!step.value) throw new Error('a paragraph cannot be noted');
    return step.value;
  }
}
