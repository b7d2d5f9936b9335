import * as z from 'zod/mini';

/** What a page's running text may make the panel hold. In UTF-16 units where a length is meant. */
export const proseChannelLimits = {
  /** Text of one part of a reading. */
  part: 65_536,
  /** Text of a whole reading; a longer page is cut, and said to be. */
  text: 2_000_000,
  containers: 4000,
  path: 8,
  textLength: 200,
  marks: 2500,
} as const;

const { part, text: longest, containers, path, textLength, marks } = proseChannelLimits;

const reading = z.int().check(z.minimum(0));
const offset = z.int().check(z.minimum(0), z.maximum(longest * 2));
const shortText = z.string().check(z.maxLength(textLength));
const domPlace = z.strictObject({
  xpath: z.string().check(z.maxLength(500), z.regex(/^(\/[a-z][a-z0-9-]*\[[0-9]{1,5}\])+$/)),
  start: offset,
  end: offset,
});

/** What the content script tells of running text; unions of `page-channel.ts` take these in. */
export const proseReports = [
  /** A piece of the page's text, in order; the first of a reading begins a new one. */
  z.strictObject({
    type: z.literal('prose-part'),
    reading,
    text: z.string().check(z.maxLength(part)),
  }),
  /** A reading is complete: the parts in a row are its text. */
  z.strictObject({
    type: z.literal('prose'),
    reading,
    hiddenFrom: offset,
    isCut: z.boolean(),
    containers: z
      .array(
        z.strictObject({
          at: offset,
          path: z.array(shortText).check(z.maxLength(path)),
        }),
      )
      .check(z.maxLength(containers)),
  }),
  /** What the person has selected, in the text of that reading. Answers `mark-passage`. */
  z.strictObject({
    type: z.literal('passage'),
    asked: reading,
    reading,
    marked: z.exactOptional(
      z.strictObject({ start: offset, end: offset, dom: z.exactOptional(domPlace) }),
    ),
  }),
] as const;

/** What the panel asks about running text. */
export const proseOrders = [
  /** Send the page's text, now and whenever it has changed. */
  z.strictObject({ type: z.literal('read-prose') }),
  /** Draw these passages and no others. */
  z.strictObject({
    type: z.literal('draw-prose'),
    reading,
    marks: z
      .array(
        z.strictObject({
          id: z.string().check(z.minLength(1), z.maxLength(128)),
          start: offset,
          end: offset,
          state: z.enum(['same', 'changed', 'ambiguous']),
        }),
      )
      .check(z.maxLength(marks)),
  }),
  /** Report what is selected. */
  z.strictObject({ type: z.literal('mark-passage'), asked: reading }),
] as const;

export type ProseReport = z.infer<(typeof proseReports)[number]>;
export type ProseOrder = z.infer<(typeof proseOrders)[number]>;
export type PassageMark = Extract<ProseOrder, { type: 'draw-prose' }>['marks'][number];
