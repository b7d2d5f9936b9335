import { keyedHash, type AnnotationKey } from '../keyed-hash.ts';
import { normalisePath } from '../normalisation.ts';
import type { PageScope } from '../place/page-scope.ts';
import { lowerBound, normaliseProse, type NormalProse, type TextRange } from './normalise-prose.ts';

/** From `at` on, the text stands in this container: its id or landmark, then the headings above. */
export interface ContainerStart {
  readonly at: number;
  readonly path: readonly string[];
}

/** The running text of a page as its reader found it. Offsets are UTF-16 units of `text`. */
export interface ProsePage {
  readonly text: string;
  /** What the page hides stands behind all it shows, from here on. */
  readonly hiddenFrom: number;
  /** In order of `at`, the first at 0. */
  readonly containers: readonly ContainerStart[];
  /** True when the page says more than was read. */
  readonly isCut: boolean;
}

/** A page's text made ready to be searched; the same under every key. */
export interface ProseIndex {
  readonly page: ProsePage;
  readonly normal: NormalProse;
  /** Length of the normal text that the page shows. */
  readonly shown: number;
  containerAt(at: number): readonly string[];
}

export function indexProse(page: ProsePage): ProseIndex {
  const normal = normaliseProse(page.text);
  const starts = Uint32Array.from(page.containers, ({ at }) => at);
  const shown = Math.min(lowerBound(normal.rawAt, page.hiddenFrom), normal.text.length);
  return {
    page,
    normal,
    shown,
    containerAt: (at) => {
      const raw = normal.rawAt[at] ?? 0;
      const place = lowerBound(starts, raw + 1) - 1;
      return page.containers[place]?.path ?? [];
    },
  };
}

/** What a place is compared by, whatever stands in it. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly container: string;
}

/** The normal text on both sides of a passage, `reach` units of it, less at the ends of the page. */
export function beside({ normal, shown }: ProseIndex, { start, end }: TextRange, reach: number) {
  const limit = end <= shown ? shown : normal.text.length;
  return {
    before: normal.text.slice(Math.max(0, start - reach), start),
    after: normal.text.slice(end, Math.min(limit, end + reach)),
  };
}

export function surroundingsOf(
  index: ProseIndex,
  range: TextRange,
  reach: number,
  key: AnnotationKey,
): Surroundings {
  const { before, after } = beside(index, range, reach);
  return {
    before: keyedHash(key, 'beside', ['before', before]),
    after: keyedHash(key, 'beside', ['after', after]),
    container: keyedHash(key, 'container', normalisePath(index.containerAt(range.start))),
  };
}

/** Hash of a passage's normal text. */
export const passageHash = (key: AnnotationKey, text: string): string =>
  keyedHash(key, 'passage', [text]);

/**
 * Which page a passage belongs to. An address names a public page; one that shows people may show
 * others at the same address, so there the texts around count as they do for a grid.
 */
export const proseScope = (
  page: { readonly adapter: string; readonly address: string; readonly context: readonly string[] },
  isPersonal: boolean,
  key: AnnotationKey,
): PageScope => ({
  v: 1,
  adapter: page.adapter,
  page: keyedHash(key, 'page', [page.address]),
  context: keyedHash(key, 'context', isPersonal ? normalisePath(page.context) : []),
});
