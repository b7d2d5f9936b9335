import type { ResolvedOperation } from '../../access/index.ts';
import type { RawChange, RawOperation } from './decode-change.ts';
import type { GateIndex, ObjectRecord } from './gate-index.ts';

const actions: Readonly<Record<string, ResolvedOperation['action']>> = {
  set: 'put',
  del: 'delete',
  inc: 'increment',
  makeMap: 'makeMap',
  makeList: 'makeList',
  makeText: 'makeText',
  markBegin: 'mark',
  markEnd: 'mark',
};

/** An object among the letters of a text would carry anything, seen by nobody. */
const containers: ReadonlySet<string> = new Set(['makeMap', 'makeList', 'makeText']);
/** Counters, instants and unsigned numbers are written like numbers and read as something else. */
const plainNumbers: ReadonlySet<string> = new Set(['int', 'float64']);

/**
 * Every operation of a change with its schema path, entered into `index` on the way. Undefined when
 * one cannot be resolved: an unknown object, a key in a list, an action we do not write.
 */
export function resolveOperations(
  change: RawChange,
  index: GateIndex,
): ResolvedOperation[] | undefined {
  const resolved: ResolvedOperation[] = [];
  for (const [place, raw] of change.ops.entries()) {
    const parent = index.object(raw.obj);
    if (parent === undefined) return undefined;
    const operation = resolveOne(raw, parent, index);
    if (operation === undefined) return undefined;
    const id = `${change.startOp + place}@${change.actor}`;
    enter(raw, id, operation, index);
    resolved.push(operation);
  }
  return resolved;
}

function resolveOne(
  raw: RawOperation,
  parent: ObjectRecord,
  index: GateIndex,
): ResolvedOperation | undefined {
  const { key } = raw;
  const known = actions[raw.action];
  if (known === undefined || (key !== undefined) !== parent.isMap) return undefined;
  if (key === undefined && containers.has(known)) return undefined;
  if (raw.datatype !== undefined && !plainNumbers.has(raw.datatype)) return undefined;
  const action = known === 'put' && raw.insert === true ? 'insert' : known;
  const path = key === undefined ? parent.path : [...parent.path, key];
  const isScalar = action === 'put' || action === 'insert' || action === 'increment';
  const isFirst = key !== undefined && raw.pred.length === 0 && !index.isWritten(raw.obj, key);
  return { path, action, ...(isScalar && { value: raw.value }), ...(isFirst && { isFirst }) };
}

function enter(
  raw: RawOperation,
  id: string,
  { path, action }: ResolvedOperation,
  index: GateIndex,
): void {
  if (raw.key !== undefined) index.addWritten(raw.obj, raw.key);
  if (action === 'makeMap') index.addObject(id, { path, isMap: true });
  if (action === 'makeList' || action === 'makeText') index.addObject(id, { path, isMap: false });
}
