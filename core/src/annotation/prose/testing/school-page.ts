import { annotationKey } from '../../keyed-hash.ts';
import { describePassage } from '../describe-passage.ts';
import type { TextRange } from '../normalise-prose.ts';
import type { ProseAddress } from '../prose-address.ts';
import { indexProse, type ProseIndex } from '../prose-page.ts';
import { resolvePassage, type PassageResolution } from '../resolve-passage.ts';

export const key = annotationKey(new Uint8Array(32).fill(7));

/** Runs a search to its end, as one that never rests. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A page of paragraphs; those that begin with `# ` are headings and hold what follows. */
export function pageOf(paragraphs: readonly string[], hidden: readonly string[] = []): ProseIndex {
  const shown = `${paragraphs.join('\n')}\n`;
  let at = 0;
  const containers = [{ at: 0, path: ['main'] }];
  for (const paragraph of paragraphs) {
    if (paragraph.startsWith('# ')) containers.push({ at, path: ['main', paragraph] });
    at += paragraph.length + 1;
  }
  return indexProse({
    text: shown + hidden.join('\n'),
    hiddenFrom: shown.length,
    containers,
    isCut: false,
  });
}

/** Notes a passage by its place; `isOpen` as on a public page. */
export function noteAt(index: ProseIndex, marked: TextRange, isOpen = true): ProseAddress {
  const redact = (text: string) => ({ text, replaced: 0 });
  const open = isOpen ? { open: { redact } } : {};
  const address = finish(describePassage(index, marked, { key, atMs: 1000, ...open }));
  if (address === undefined) throw new Error('the passage cannot be noted');
  return address;
}

/** Notes the first standing of a passage. */
export function noteOn(index: ProseIndex, passage: string, isOpen = true): ProseAddress {
  const start = index.page.text.indexOf(passage);
  return noteAt(index, { start, end: start + passage.length }, isOpen);
}

export const resolveOn = (index: ProseIndex, address: ProseAddress): PassageResolution =>
  finish(resolvePassage(index, address, key));

/** The text that a resolution points at. */
export const saidAt = (index: ProseIndex, found: PassageResolution): string | undefined =>
  'range' in found ? index.page.text.slice(found.range.start, found.range.end) : undefined;
