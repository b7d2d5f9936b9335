import * as z from 'zod/mini';
import { proseOrders, proseReports } from './prose-channel.ts';

/** Name of the port between an extension page and the content script of one tab. */
export const pageChannelName = 'nastavnik-page';

/** What a page may make the panel hold: a table larger than this is not a journal. */
export const pageLimits = {
  headers: 400,
  headerParts: 8,
  textLength: 200,
  idLength: 128,
  grids: 20,
  context: 40,
  marks: 500,
} as const;

const index = z.int().check(z.minimum(0), z.maximum(pageLimits.headers));
const revision = z.int().check(z.minimum(0));
const text = z.string().check(z.maxLength(pageLimits.textLength));
const shortId = z.string().check(z.minLength(1), z.maxLength(pageLimits.idLength));

const listOf = <Item extends z.core.$ZodType>(item: Item, max: number) =>
  z.array(item).check(z.maxLength(max));

const place = z.strictObject({ grid: index, row: index, col: z.exactOptional(index) });

const header = z.strictObject({
  path: listOf(text, pageLimits.headerParts),
  id: z.exactOptional(shortId),
});

const grid = z.strictObject({
  label: text,
  rows: listOf(header, pageLimits.headers),
  cols: listOf(header, pageLimits.headers),
});

/** What the content script tells the panel. Texts are the page's: shown as text, never trusted. */
const pageReportSchema = z.discriminatedUnion('type', [
  /** The page has other headers than before; places in earlier messages mean nothing now. */
  z.strictObject({
    type: z.literal('page'),
    revision,
    personal: z.boolean(),
    page: z.strictObject({
      adapter: shortId,
      address: z.string().check(z.maxLength(2000)),
      context: listOf(text, pageLimits.context),
      grids: listOf(grid, pageLimits.grids),
    }),
  }),
  /** Three seconds without a change of headers, and the page has loaded: what is absent is gone. */
  z.strictObject({ type: z.literal('settled'), revision }),
  /** What the watched cells say now. */
  z.strictObject({
    type: z.literal('values'),
    revision,
    values: listOf(z.strictObject({ place, value: text }), pageLimits.marks),
  }),
  /** The person marked a cell, or gave up (no `place`). Answers `pick` and `recall`. */
  z.strictObject({
    type: z.literal('picked'),
    /** The `asked` of the order it answers. */
    asked: revision,
    revision,
    picked: z.exactOptional(z.strictObject({ place, value: text })),
  }),
  /** The person pressed a mark on the page. */
  z.strictObject({ type: z.literal('activated'), markId: shortId }),
  ...proseReports,
]);

/** What the panel asks of the content script. Holds no key, no hash and nothing of a document. */
const pageOrderSchema = z.discriminatedUnion('type', [
  /** Send the values of these cells, now and whenever one changes. */
  z.strictObject({ type: z.literal('watch'), revision, places: listOf(place, pageLimits.marks) }),
  /** Draw these marks and no others. */
  z.strictObject({
    type: z.literal('draw'),
    revision,
    marks: listOf(
      z.strictObject({
        id: shortId,
        place,
        state: z.enum(['same', 'changed', 'ambiguous']),
        count: z.int().check(z.minimum(1)),
        label: text,
      }),
      pageLimits.marks,
    ),
  }),
  /** Let the person choose a cell; `prompt` says how in their language. */
  z.strictObject({ type: z.literal('pick'), asked: revision, prompt: text }),
  z.strictObject({ type: z.literal('stop-picking') }),
  /** Report the cell whose context menu was opened last. */
  z.strictObject({ type: z.literal('recall'), asked: revision }),
  /** Scroll to a mark and make it stand out. */
  z.strictObject({ type: z.literal('focus'), markId: shortId }),
  ...proseOrders,
]);

export type PageReport = z.infer<typeof pageReportSchema>;
export type PageOrder = z.infer<typeof pageOrderSchema>;
export type PageMark = Extract<PageOrder, { type: 'draw' }>['marks'][number];

/** A report, or `undefined` for anything else. */
export const parsePageReport = (message: unknown): PageReport | undefined =>
  pageReportSchema.safeParse(message).data;

/** An order, or `undefined` for anything else. */
export const parsePageOrder = (message: unknown): PageOrder | undefined =>
  pageOrderSchema.safeParse(message).data;
