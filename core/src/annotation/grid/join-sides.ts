import type { TableCell } from './lay-out-table.ts';

type Cells<Source> = readonly TableCell<Source>[];

/** A row of one half of a split grid. */
export interface SideRow<Source> {
  readonly cells: Cells<Source>;
  /** What the portal calls the row in this half, where it does. */
  readonly id?: string;
  /** Where the row is drawn, px from the top of the viewport; absent where nothing is drawn. */
  readonly top?: number;
  readonly height?: number;
}

/** One half of a split grid: names, or marks. */
export interface GridSide<Source> {
  readonly head: readonly Cells<Source>[];
  readonly body: readonly SideRow<Source>[];
}

/**
 * The rows of a grid whose names and marks are two tables side by side. `undefined` unless the
 * halves have equally many rows, equal ids where both have ids, and rows drawn at one height: a
 * half that is still loading or sorting must not lend its names to another pupil's marks.
 */
export function joinSides<Source>(
  names: GridSide<Source>,
  values: GridSide<Source>,
): readonly Cells<Source>[] | undefined {
  if (names.body.length === 0 || names.body.length !== values.body.length) return undefined;
  const height = Math.max(names.head.length, values.head.length);
  const left = stretch(namedHead(names), height);
  const right = stretch(values.head, height);
  const body = names.body.flatMap((row, at) => {
    const other = values.body[at];
    if (!other || !isOneRow(row, other)) return [];
    return [[...withRole(row.cells, 'row-header'), ...withRole(other.cells, 'data')]];
  });
  if (body.length !== names.body.length) return undefined;
  const head = Array.from({ length: height }, (_, at) => [
    ...withRole(left[at] ?? [], 'column-header'),
    ...withRole(right[at] ?? [], 'column-header'),
  ]);
  return [...head, ...body];
}

function isOneRow(left: SideRow<unknown>, right: SideRow<unknown>): boolean {
  if (left.id !== undefined && right.id !== undefined && left.id !== right.id) return false;
  if (left.top === undefined || right.top === undefined) return true;
  const tolerance = Math.min(left.height ?? 0, right.height ?? 0) / 2;
  return Math.abs(left.top - right.top) <= tolerance;
}

const withRole = <Source>(
  cells: Cells<Source>,
  role: TableCell<Source>['role'],
): TableCell<Source>[] => cells.map((cell) => ({ ...cell, role }));

/** A half without a header of its own still takes its width under the header of the other. */
function namedHead<Source>({ head, body }: GridSide<Source>): readonly Cells<Source>[] {
  const first = body[0]?.cells ?? [];
  if (head.length > 0) return head;
  return [first.map((cell) => ({ ...cell, text: '', rowSpan: 1 }))];
}

/** Lets the lowest header cells reach down to the first row of the body, and no further. */
function stretch<Source>(head: readonly Cells<Source>[], height: number): readonly Cells<Source>[] {
  return head.map((cells, at) =>
    cells.map((cell) => {
      const reachesBottom = at + cell.rowSpan >= head.length;
      return reachesBottom ? { ...cell, rowSpan: height - at } : cell;
    }),
  );
}
