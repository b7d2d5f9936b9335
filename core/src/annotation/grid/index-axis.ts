import { keyedHash, type AnnotationKey } from '../keyed-hash.ts';
import { normalisePath } from '../normalisation.ts';
import { followsCalendar } from './calendar.ts';
import type { GridHeader } from './abstract-grid.ts';

/** A header by its hashes. `named` is false for an empty header: nothing can be found by it. */
export interface HeaderIndex {
  readonly key: string;
  readonly id?: string;
  readonly named: boolean;
  readonly calendar: boolean;
}

/** The headers equal to one another: their places and what stands on both sides of them. */
interface EqualHeaders {
  readonly places: readonly number[];
  /** True when nothing stands between them. */
  readonly together: boolean;
  readonly before: HeaderIndex;
  readonly after: HeaderIndex;
}

export interface AxisIndex {
  readonly headers: readonly HeaderIndex[];
  readonly hasIds: boolean;
  /** Key of what stands beyond the first and the last header: nothing. */
  readonly edgeKey: string;
  equalTo(key: string): EqualHeaders;
}

/** Hashes every header of an axis once. */
export function indexAxis(headers: readonly GridHeader[], key: AnnotationKey): AxisIndex {
  const edge = { key: keyedHash(key, 'header', []), named: false, calendar: false };
  const indexed = headers.map((header): HeaderIndex => {
    const path = normalisePath(header.path).map(withoutListNumber);
    const hashed = {
      key: keyedHash(key, 'header', path),
      named: path.length > 0,
      calendar: followsCalendar(path),
    };
    return header.id === undefined ? hashed : { ...hashed, id: keyedHash(key, 'id', [header.id]) };
  });
  return {
    headers: indexed,
    edgeKey: edge.key,
    hasIds: indexed.some((header) => header.id !== undefined),
    equalTo: (wanted) => {
      const places = indexed.flatMap((header, at) => (header.key === wanted ? [at] : []));
      const first = places[0] ?? 0;
      const last = places.at(-1) ?? 0;
      return {
        places,
        together: last - first + 1 === places.length,
        before: indexed[first - 1] ?? edge,
        after: indexed[last + 1] ?? edge,
      };
    },
  };
}

/** «12. Иванов» names the same person when the list grows and he becomes the thirteenth. */
const withoutListNumber = (text: string): string => text.replace(/^\d{1,3}[.)]\s*(?=\p{L})/u, '');
