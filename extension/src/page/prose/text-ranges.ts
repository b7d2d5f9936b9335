import type { TextRange } from '@nastavnik/core/annotation';
import type { PlacedNode, ProseReading } from './read-prose.ts';

/** The piece of the page that a piece of its text stands in; `undefined` once its nodes are gone. */
export function rangeOf(
  { nodes }: ProseReading,
  { start, end }: TextRange,
  document: Document,
): Range | undefined {
  const first = nodes[placeBefore(nodes, start)];
  const last = nodes[placeBefore(nodes, end - 1)];
  if (!first?.node.isConnected || !last?.node.isConnected) return undefined;
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.at, first.node.length));
  range.setEnd(last.node, Math.min(end - last.at, last.node.length));
  return range.collapsed ? undefined : range;
}

/** The last node that begins at or before a unit of the text. */
function placeBefore(nodes: readonly PlacedNode[], at: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Where a selected piece of the page stands in its text; `undefined` where none of it was read. */
export function textOf({ nodes }: ProseReading, range: Range): TextRange | undefined {
  const touched = nodes.filter(({ node }) => node.isConnected && range.intersectsNode(node));
  const [first] = touched;
  const last = touched.at(-1);
  if (!first || !last || range.collapsed) return undefined;
  const isFrom = first.node === range.startContainer;
  const isTo = last.node === range.endContainer;
  const start = first.at + (isFrom ? range.startOffset : 0);
  const end = last.at + (isTo ? range.endOffset : last.node.length);
  return end > start ? { start, end } : undefined;
}
