import { z } from 'zod';

/** What a stored place of a passage may hold at most, in UTF-16 units of normalised text. */
export const proseLimits = { quote: 1000, context: 32, reach: 256, path: 500 } as const;

/** A keyed hash in the notes document: 128 bits, 32 hex digits. See `keyed-hash.ts`. */
const keyedHashSchema = z.string().regex(/^[0-9a-f]{32}$/);

const quoteSchema = z.strictObject({
  /** Keyed hash of the passage, normalised. */
  hash: keyedHashSchema,
  /** Its length in UTF-16 units of normalised text. */
  length: z.int().min(1).max(proseLimits.quote),
  /** Place among equal passages when the note was made, from 0, and how many there were. */
  ord: z.int().min(0).max(99_999),
  of: z.int().min(1).max(100_000),
  /** True when no other passage was even similar: only then may a changed one be recognised. */
  alone: z.boolean(),
});

const wordsSchema = z.strictObject({
  /** The passage as its author saw it, names taken out. */
  exact: z
    .string()
    .min(1)
    .max(proseLimits.quote * 2),
  before: z.string().max(proseLimits.context * 4),
  after: z.string().max(proseLimits.context * 4),
  /** True when something was taken out: then these words are for the eye, not for the search. */
  redacted: z.boolean(),
});

const domPlaceSchema = z.strictObject({
  /** XPath of the container: names and numbers of elements only. */
  xpath: z
    .string()
    .max(proseLimits.path)
    .regex(/^(\/[a-z][a-z0-9-]*\[[0-9]{1,5}\])+$/),
  /** Unicode code points of the container's text content. */
  start: z.int().min(0),
  end: z.int().min(0),
});

/**
 * Where in running text a note stands, as stored in a `notes` document. Everywhere the hashes under
 * the author's key; `words` and `dom` only for pages that show nobody's personal data.
 */
export const proseAddressSchema = z.strictObject({
  kind: z.literal('prose'),
  v: z.literal(1),
  /** Version of the normalisation that hashes and lengths were taken of. */
  norm: z.literal(1),
  quote: quoteSchema,
  /**
   * Units of text on each side that tell the passage from its equals; 0 where nothing does, and
   * then it is never found for certain.
   */
  reach: z.int().min(0).max(proseLimits.reach),
  /** Keyed hashes of that text, shorter at the ends of a page. */
  before: keyedHashSchema,
  after: keyedHashSchema,
  /** Keyed hash of what holds the passage: the nearest id or landmark and the headings above. */
  container: keyedHashSchema,
  /** Where the passage began in the page's normalised text: what to look at first. */
  at: z.int().min(0),
  words: wordsSchema.exactOptional(),
  dom: domPlaceSchema.exactOptional(),
  /** When the passage was seen, ms UTC. */
  state: z.strictObject({ atMs: z.int().min(0) }),
});

export type ProseAddress = z.infer<typeof proseAddressSchema>;
export type ProseWords = z.infer<typeof wordsSchema>;
export type DomPlace = z.infer<typeof domPlaceSchema>;
