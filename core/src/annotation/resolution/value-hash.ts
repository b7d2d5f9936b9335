import { keyedHash, type AnnotationKey } from '../keyed-hash.ts';
import { normaliseText } from '../normalisation.ts';

/**
 * Hash of what a cell says, bound to its row and column: equal marks of two pupils have different
 * hashes, so a reader of the document cannot count marks.
 */
export const valueHash = (
  key: AnnotationKey,
  rowKey: string,
  colKey: string,
  value: string,
): string => keyedHash(key, 'value', [rowKey, colKey, normaliseText(value)]);
