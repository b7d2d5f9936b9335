/**
 * What a person did to a text: the text as it stood on the screen, and after. Kept as a pair, since
 * the document may meanwhile hold a colleague's edit that the screen has not shown yet.
 */
export interface TextEdit {
  readonly before: string;
  readonly after: string;
}

/** One replaced stretch, in UTF-16 units: where, how many go, what comes. */
export interface TextSplice {
  readonly index: number;
  readonly removed: number;
  readonly inserted: string;
}

const isLowSurrogate = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The smallest single stretch that turns one text into the other; never splits a surrogate pair. */
export function spliceBetween(before: string, after: string): TextSplice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (start > 0 && (isLowSurrogate(before, start) || isLowSurrogate(after, start))) start -= 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  if (tail > 0 && isLowSurrogate(before, before.length - tail)) tail -= 1;
  return {
    index: start,
    removed: before.length - start - tail,
    inserted: after.slice(start, after.length - tail),
  };
}

/** Where a position of `before` lies in `after`; a position inside the replaced stretch moves to its end. */
export function movePosition(position: number, before: string, after: string): number {
  if (before === after) return position;
  const { index, removed, inserted } = spliceBetween(before, after);
  if (position <= index) return position;
  if (position >= index + removed) return position - removed + inserted.length;
  return index + inserted.length;
}

/** The edit carried over to the text as it is now, so that nobody's letters are taken away. */
export function applyTextEdit(edit: TextEdit, current: string): string {
  if (edit.before === current) return edit.after;
  const { index, removed, inserted } = spliceBetween(edit.before, edit.after);
  const from = movePosition(index, edit.before, current);
  const to = Math.max(from, movePosition(index + removed, edit.before, current));
  return current.slice(0, from) + inserted + current.slice(to);
}
