import { sha256, utf8ToBytes } from '../../kernel/index.ts';
import type { ProseAddress } from '../prose/prose-address.ts';
import { annotationIri, uuidIri } from './annotation-id.ts';
import type { ExportOptions, InterchangeNote } from './interchange-note.ts';
import { writeFragment } from './place-fragment.ts';
import {
  annotationContext,
  generatorIri,
  gridFragment,
  linkIri,
  pageIri,
  proseFragment,
  workspaceIri,
} from './vocabulary.ts';

/**
 * Notes as one W3C Web Annotation collection (JSON-LD). The same notes and options give the same
 * object. Without `detail: 'full'` it holds the notes' own texts, hashes and dates, nothing of pages.
 */
export function exportAnnotations(
  notes: readonly InterchangeNote[],
  options: ExportOptions,
): object {
  const items = notes.map((note) => annotationOf(note, options));
  const named = (what: string): string =>
    uuidIri(sha256(utf8ToBytes([what, ...items.map(({ id }) => id)].join(' '))));
  const id = named('collection');
  return {
    '@context': annotationContext,
    id,
    type: 'AnnotationCollection',
    total: items.length,
    ...(items.length === 0
      ? {}
      : {
          first: { id: named('page'), type: 'AnnotationPage', partOf: id, startIndex: 0, items },
        }),
  };
}

function annotationOf(note: InterchangeNote, options: ExportOptions) {
  const { language, nickname, detail } = options;
  const created = instant(note.createdAtMs);
  const isLinked = detail === 'full' && note.link !== undefined;
  const comment = {
    type: 'TextualBody',
    value: note.text,
    format: 'text/plain',
    language,
    purpose: 'commenting',
  };
  const link = isLinked
    ? [{ type: 'SpecificResource', source: linkIri(note.link), purpose: 'linking' }]
    : [];
  return {
    '@context': annotationContext,
    id: annotationIri(note.id),
    type: 'Annotation',
    motivation: isLinked ? ['commenting', 'linking'] : 'commenting',
    ...(created === undefined ? {} : { created }),
    ...(nickname === undefined ? {} : { creator: { type: 'Person', nickname } }),
    generator: { id: generatorIri, type: 'Software' },
    body: [comment, ...link],
    target: targetOf(note, options),
  };
}

function targetOf(note: InterchangeNote, { detail, pageOf }: ExportOptions): object | string {
  const { scope, address } = note;
  if (scope === undefined || address === undefined) return workspaceIri;
  const isFull = detail === 'full';
  const source = (isFull ? iriOf(pageOf?.(note)) : undefined) ?? pageIri(scope);
  const words = isFull && address.kind === 'prose' ? wordSelectors(address) : [];
  const isProse = address.kind === 'prose';
  const selector = {
    type: 'FragmentSelector',
    conformsTo: isProse ? proseFragment : gridFragment,
    value: writeFragment({ scope, address: isProse ? withoutWords(address) : address }),
  };
  const sourceDate = instant(address.state.atMs);
  return {
    type: 'SpecificResource',
    source,
    // An array says: each of these selects the same place.
    selector: words.length === 0 ? selector : [...words, selector],
    ...(sourceDate === undefined ? {} : { state: { type: 'TimeState', sourceDate } }),
  };
}

const withoutWords = ({ words: _words, dom: _dom, ...rest }: ProseAddress): ProseAddress => rest;

/** Nothing for a quote with names taken out: it stands nowhere on the page. */
function wordSelectors({ words, dom }: ProseAddress): readonly object[] {
  const quote =
    words === undefined || words.redacted
      ? []
      : [
          {
            type: 'TextQuoteSelector',
            exact: words.exact,
            ...(words.before === '' ? {} : { prefix: words.before }),
            ...(words.after === '' ? {} : { suffix: words.after }),
          },
        ];
  if (dom === undefined) return quote;
  const { xpath, start, end } = dom;
  const refinedBy = { type: 'TextPositionSelector', start, end };
  return [...quote, { type: 'XPathSelector', value: xpath, refinedBy }];
}

const addressPattern = /^https?:\/\/[^\s/?#@"<>\\^`{|}]+(?:\/[^\s?#"<>\\^`{|}]*)?/;

/** An absolute http(s) address without credentials, query or fragment. */
const iriOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : addressPattern.exec(address)?.[0];

function instant(ms: number): string | undefined {
  const date = new Date(ms);
  // Years beyond four digits are not in the form the standard asks for.
  return Number.isNaN(date.getTime()) || ms < 0 || ms > 253_402_300_799_999
    ? undefined
    : date.toISOString();
}
