import type {
  Address,
  GridAddress,
  PageScope,
  PassageResolution,
  Resolution,
} from '@nastavnik/core/annotation';

/** What a session needs of a note; its text stays in the document. */
export interface PageNote {
  readonly id: string;
  readonly scope: PageScope;
  readonly address: Address;
}

/** A note on a grid. */
export interface GridNote extends PageNote {
  readonly address: GridAddress;
}

/** What became of a note on the page in front; `searching` until the page has had its time. */
export interface FoundNote {
  readonly id: string;
  readonly resolution: Resolution | { readonly state: 'searching' };
}

/** What became of a note on running text; ranges are of the page's text as it was read last. */
export interface FoundPassage {
  readonly id: string;
  readonly resolution: PassageResolution | { readonly state: 'searching' | 'other-page' };
}

/** A cell the person chose, ready to be stored with a note. `label` is for their eyes only. */
export interface PickedCell {
  readonly scope: PageScope;
  readonly address: Address;
  /** Headers of the cell as the page shows them: may name a pupil, must not be stored. */
  readonly label: string;
  readonly value: string;
}

export interface PageState {
  /** `ended`: the page was left or closed; connect again for the next one. */
  readonly status: 'reading' | 'open' | 'ended';
  readonly scope?: PageScope;
  /** True on pages that show pupils: redact what is written about them. */
  readonly personal: boolean;
  /** Texts of all row headers, for redaction. Never stored. */
  readonly rowHeaders: readonly string[];
  readonly notes: readonly (FoundNote | FoundPassage)[];
}
