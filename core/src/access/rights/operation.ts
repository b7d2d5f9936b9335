/**
 * One Automerge operation, resolved to a schema path. Operations are judged, not differences: a
 * value that was set and deleted, or lost a conflict, was still written.
 */
export interface ResolvedOperation {
  /** Keys from the root; elements of a text or list are named by their container's path. */
  readonly path: readonly string[];
  readonly action:
    | 'put'
    | 'delete'
    | 'makeMap'
    | 'makeList'
    | 'makeText'
    | 'insert'
    | 'increment'
    | 'mark';
  /** The scalar for `put` and `insert`; absent for containers and deletions. */
  readonly value?: unknown;
  /** True where the key held nothing in the operation's own past: what «insert only» asks. */
  readonly isFirst?: boolean;
}
