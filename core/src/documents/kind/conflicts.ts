import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { Field } from '../fields/field.ts';
import { locate } from '../fields/locate.ts';
import { parseJson } from '../fields/reading/parse-json.ts';
import { documentSchemas } from './schemas.ts';

/** Values that devices wrote to one name without knowing of each other. */
export interface Conflict {
  readonly path: readonly string[];
  /** All that fit the schema, distinct; the one that everybody sees is among them. */
  readonly values: readonly (string | number | boolean)[];
}

/** Names whose silent loss would matter to people; `*` stands for every entity of a map. */
const keyNames: Readonly<Record<DocumentKindName, readonly string[]>> = {
  organisation: ['kind', 'inn'],
  register: ['entries/*/state', 'entries/*/category', 'entries/*/capacity'],
  profile: [],
  person: ['lastName', 'firstName', 'patronymic', 'position'],
  pair: ['form', 'isGroup', 'mentorId', 'plannedStart', 'plannedEnd', 'startedOn'],
  petition: ['kind', 'decision/state', 'decision/decidedOn'],
  programme: [
    'start',
    'end',
    'activities/*/status',
    'activities/*/dueOn',
    'difficulties/*/severity',
  ],
  notes: [],
  roadmap: ['level', 'state', 'periodStart', 'periodEnd', 'rows/*/deadline'],
  approvals: [],
};

/** Conflicting values of key names, for a screen to show both. Never throws on merged state. */
export function conflictsOf(name: DocumentKindName, doc: A.Doc<unknown>): readonly Conflict[] {
  return keyNames[name].flatMap((pattern) =>
    matching(doc, pattern.split('/')).flatMap((path) => {
      const field = locate(documentSchemas[name], path)?.field;
      const found = field === undefined ? [] : valuesAt(doc, path, field);
      return found.length > 1 ? [{ path, values: found }] : [];
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !A.isImmutableString(value);

function matching(container: unknown, [key, ...rest]: readonly string[]): readonly string[][] {
  if (key === undefined) return [[]];
  if (!isObject(container)) return [];
  const keys = key === '*' ? Object.keys(container) : [key];
  return keys.flatMap((one) => matching(container[one], rest).map((tail) => [one, ...tail]));
}

function fits(field: Field, value: unknown): boolean {
  if (field.shape === 'scalar') return field.schema.safeParse(value).success;
  return field.shape === 'json' && parseJson(field, value).ok;
}

const scalarTypes: readonly string[] = ['str', 'int', 'uint', 'f64', 'boolean'];

/**
 * Asks the root's own handle by object id: the nested objects of a cloned document still point to
 * the handle they were first read from, which may be freed by now.
 */
function valuesAt(doc: A.Doc<unknown>, path: readonly string[], field: Field): Conflict['values'] {
  let parent: unknown = doc;
  for (const key of path.slice(0, -1)) parent = isObject(parent) ? parent[key] : undefined;
  const objectId = isObject(parent) ? A.getObjectId(parent) : null;
  if (objectId === null) return [];
  const values = A.getBackend(doc)
    .getAll(objectId, path.at(-1) ?? '')
    .flatMap(([type, value]): unknown[] => (scalarTypes.includes(type) ? [value] : []))
    .filter((one) => fits(field, one));
  return [...new Set(values)].filter(
    (one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean',
  );
}
