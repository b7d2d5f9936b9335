import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { Draft } from '../fields/writing/write-record.ts';
import { stepsKey, type FixedChange } from './fixed-change.ts';
import { fixedChanges } from './fixed-changes.ts';

/** A new document of a kind: its fixed changes and nothing else, under a random actor. */
export function startDocument(name: DocumentKindName): A.Doc<Draft> {
  const [doc] = A.applyChanges(
    A.init<Draft>(),
    fixedChanges(name).map(({ bytes }) => bytes),
  );
  return doc;
}

/**
 * Fixed changes that this release knows and the document has not: to be applied on opening. Empty
 * for a document that has not arrived yet, because its genesis comes with it.
 */
export function missingFixedChanges(
  name: DocumentKindName,
  doc: A.Doc<unknown>,
): readonly FixedChange[] {
  return missingSteps(fixedChanges(name), doc);
}

export function missingSteps(
  chain: readonly FixedChange[],
  doc: A.Doc<unknown>,
): readonly FixedChange[] {
  if (A.getHeads(doc).length === 0) return [];
  return chain.filter(({ hash }) => !A.hasHeads(doc, [hash]));
}

/** The newest schema step of a document, 0 where it has none; unknown steps count too. */
export function schemaVersion(doc: A.Doc<unknown>): number {
  const steps = (doc as Record<string, unknown>)[stepsKey];
  if (typeof steps !== 'object' || steps === null) return 0;
  const numbers = Object.keys(steps).map(Number).filter(Number.isSafeInteger);
  return Math.max(0, ...numbers);
}

/** The newest schema step that this release knows. */
export const knownVersion = (name: DocumentKindName): number => fixedChanges(name).length;
