export type { AcceptedChange } from './accepted-change.ts';
export type { AuthorStanding, Claim } from './author-standing.ts';
export { BatchJudge, type ChangesByHash, type MessageVerdict } from './batch-judge.ts';
export type { Inflate } from './chunk/inflate.ts';
export { preflightChange, type PreflightedChange } from './chunk/preflight.ts';
export { parseSyncMessage } from './chunk/sync-message.ts';
export { GateIndex } from './operations/gate-index.ts';
export { indexChanges } from './operations/index-changes.ts';
export { isTrap } from './operations/is-trap.ts';
