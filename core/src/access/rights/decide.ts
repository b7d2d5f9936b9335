import type { ErrorCode } from '../../kernel/index.ts';
import type { DocumentRecord } from './document-record.ts';
import type { ResolvedOperation } from './operation.ts';
import { matchesPath } from './path-pattern.ts';
import { relationsOf, type Principal, type Relation } from './relation.ts';
import { rightsOf, type WriteRule } from './rights-table.ts';

/** What is asked: a person, a document as its log describes it, and what is to be done with it. */
export interface DecideQuestion {
  readonly principal: Principal;
  readonly document: DocumentRecord;
  /** `announce`: to offer or ask for the document by id; `ephemeral`: presence, never stored. */
  readonly operation: 'read' | 'write' | 'announce' | 'ephemeral';
  /** For `write`: every operation of the change; without it, whether anything may be written. */
  readonly operations?: readonly ResolvedOperation[];
}

export type Decision =
  | { readonly allow: true }
  | { readonly allow: false; readonly code: ErrorCode };

const allowed: Decision = { allow: true };
/** The same answer as for a document that does not exist, so that ids cannot be probed. */
const unavailable: Decision = { allow: false, code: 'document-unavailable' };
const refused: Decision = { allow: false, code: 'not-allowed' };

function isPermitted(rule: WriteRule, { path, action, isFirst }: ResolvedOperation): boolean {
  if (!rule.paths.some((pattern) => matchesPath(pattern, path))) return false;
  return rule.insertOnly !== true || (isFirst === true && action === 'put');
}

/**
 * The one answer to «may this person do this?», asked by the extension to grey out and by the relay
 * to enforce. Pure and total. Rights are the union of the person's relations to the document.
 *
 * @clause domain 3.2
 */
export function decide(question: DecideQuestion): Decision {
  const { principal, document, operation, operations } = question;
  const relations = relationsOf(principal, document);
  const holds = (list: readonly Relation[]): boolean => list.some((one) => relations.has(one));
  const rights = rightsOf(document);
  if (!holds(rights.read)) return unavailable;
  if (operation !== 'write') return allowed;
  const rules = rights.write.filter((rule) => holds(rule.by));
  if (rules.length === 0) return refused;
  const isCovered = (operations ?? []).every((one) => rules.some((rule) => isPermitted(rule, one)));
  return isCovered ? allowed : refused;
}
