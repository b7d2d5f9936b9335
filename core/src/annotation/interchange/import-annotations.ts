import { z } from 'zod';
import {
  documentIdSchema,
  fail,
  itemIdSchema,
  ok,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import type { ProseAddress } from '../prose/prose-address.ts';
import { addressSchema } from '../place/address.ts';
import { noteIdOf } from './annotation-id.ts';
import { foreignPassage } from './foreign-passage.ts';
import type {
  ImportedAnnotation,
  ImportedAnnotations,
  InterchangeNote,
} from './interchange-note.ts';
import { readFragment, type PlacedOn } from './place-fragment.ts';
import {
  readAnnotation,
  readItems,
  type ReadAnnotation,
  type ReadSelector,
} from './read-annotation.ts';
import { generatorIri, gridFragment, partsOfLink, proseFragment } from './vocabulary.ts';

/** No note is longer, and no file of notes holds more: what is larger is refused as a whole or in part. */
export const importLimits = { annotations: 10_000, text: 4000 } as const;

/**
 * Reads annotations of any origin: a collection, a page, a list or one alone. Takes parsed JSON and
 * never throws; what is not an annotation refuses with `annotations-malformed`. Says of each
 * annotation what became of it, in the order of the file.
 */
export function importAnnotations(json: unknown): Result<ImportedAnnotations, Refusal> {
  const items = readItems(json);
  if (items === undefined) return fail({ code: 'annotations-malformed' });
  if (items.length > importLimits.annotations) {
    return fail({ code: 'annotations-too-many', params: { max: importLimits.annotations } });
  }
  return ok({ annotations: items.map(importOne) });
}

function importOne(item: unknown, at: number): ImportedAnnotation {
  const read = readAnnotation(item);
  if (read === undefined) return { outcome: 'refused', at, reason: 'malformed' };
  if (read.text.trim() === '') return { outcome: 'refused', at, reason: 'no-text' };
  if (read.text.length > importLimits.text) return { outcome: 'refused', at, reason: 'too-long' };
  const note = ownNote(read);
  if (note !== undefined) return { outcome: 'own', at, note };
  const passage = foreignPassage(read);
  if (passage === undefined) return { outcome: 'refused', at, reason: 'no-passage' };
  return { outcome: 'passage', at, text: read.text, createdAtMs: read.createdAtMs, passage };
}

/** The note as it was exported; `undefined` when anything of it is not ours. */
function ownNote(read: ReadAnnotation): InterchangeNote | undefined {
  const id = noteIdOf(read.id);
  const { createdAtMs } = read;
  if (id === undefined || createdAtMs === undefined || read.generator !== generatorIri) {
    return undefined;
  }
  const fragment = read.selectors.find(
    ({ conformsTo }) => conformsTo === gridFragment || conformsTo === proseFragment,
  );
  const placed = fragment?.value === undefined ? undefined : readFragment(fragment.value);
  if (fragment !== undefined && placed === undefined) return undefined;
  const link = linkOf(read);
  return {
    id,
    text: read.text,
    createdAtMs,
    ...(placed === undefined ? {} : withWords(placed, read.selectors)),
    ...(link === undefined ? {} : { link }),
  };
}

const linkSchema = z.strictObject({
  documentId: documentIdSchema,
  itemId: itemIdSchema.exactOptional(),
});

function linkOf({ links }: ReadAnnotation): InterchangeNote['link'] {
  const [documentId, itemId] = links.map(partsOfLink).find((parts) => parts) ?? [];
  const link = { documentId, ...(itemId === undefined ? {} : { itemId }) };
  return linkSchema.safeParse(link).data;
}

/** Puts the words of the other selectors back into a passage's address. */
function withWords({ scope, address }: PlacedOn, selectors: readonly ReadSelector[]): PlacedOn {
  if (address.kind !== 'prose') return { scope, address };
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
  const path = selectors.find(({ type }) => type === 'XPathSelector');
  const { start, end } = path?.refinedBy ?? {};
  const whole: unknown = {
    ...address,
    ...(quote?.exact === undefined ? {} : { words: wordsOf(quote.exact, quote) }),
    ...(path?.value === undefined ? {} : { dom: { xpath: path.value, start, end } }),
  };
  const parsed = addressSchema.safeParse(whole).data;
  return { scope, address: parsed ?? address };
}

const wordsOf = (exact: string, { prefix, suffix }: ReadSelector): ProseAddress['words'] => ({
  exact,
  before: prefix ?? '',
  after: suffix ?? '',
  redacted: false,
});
