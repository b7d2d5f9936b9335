import type { DocumentId, ItemId } from '../../kernel/index.ts';
import type { Address } from '../place/address.ts';
import type { PageScope } from '../place/page-scope.ts';

/** What a note is tied to in the workspace. */
interface InterchangeLink {
  readonly documentId: DocumentId;
  readonly itemId?: ItemId | undefined;
}

/** A note as it leaves the workspace; a note read from a `notes` document fits. */
export interface InterchangeNote {
  readonly id: ItemId;
  readonly text: string;
  readonly createdAtMs: number;
  readonly scope?: PageScope | undefined;
  readonly address?: Address | undefined;
  readonly link?: InterchangeLink | undefined;
}

export interface ExportOptions {
  /** BCP 47 tag of the notes' language. */
  readonly language: string;
  /** A pseudonym of the author; absent, the file names nobody. */
  readonly nickname?: string;
  /**
   * `redacted` leaves out quotes, addresses of pages and ties; `full` only after the person has
   * said so by name.
   */
  readonly detail: 'redacted' | 'full';
  /** Address of a note's page, which the vault knows; asked only for `full`. */
  readonly pageOf?: (note: InterchangeNote) => string | undefined;
}

/** A passage of somebody else's annotation: text to look for, hashes of nobody's key. */
export interface ForeignPassage {
  /** IRI of the page as the file says it. */
  readonly source: string;
  readonly exact: string;
  readonly before: string;
  readonly after: string;
}

/** What became of one annotation of a file. `at` counts from 0. */
export type ImportedAnnotation =
  /** One of ours, with everything it was exported with. */
  | { readonly outcome: 'own'; readonly at: number; readonly note: InterchangeNote }
  /** Somebody else's with a quote: its text and passage can be kept, its place is to be found anew. */
  | {
      readonly outcome: 'passage';
      readonly at: number;
      readonly text: string;
      readonly createdAtMs: number | undefined;
      readonly passage: ForeignPassage;
    }
  /** Not taken, with the reason. */
  | {
      readonly outcome: 'refused';
      readonly at: number;
      readonly reason: 'malformed' | 'no-text' | 'no-passage' | 'too-long';
    };

export interface ImportedAnnotations {
  readonly annotations: readonly ImportedAnnotation[];
}
