import type { ErrorCode, KeyId, PersonId } from '@nastavnik/core/kernel';

/** What the relay keeps a record of. A code, once used, keeps its meaning for ever. */
export const auditEventCodes = [
  'signed-in',
  'sign-in-refused',
  /** A document, log or list of another was asked for, or one that does not exist. */
  'access-refused',
  'change-refused',
  'entry-added',
  'entry-refused',
  'device-revoked',
  'invitation-used',
  'invitation-refused',
  'late-work-kept',
  'late-work-handed-out',
  'late-work-discarded',
  'ticket-issued',
  'ticket-redeemed',
  'entries-restored',
  /** A device showed another history under this relay's own signature. */
  'fork-shown',
  /** Something was done on the command line, beside the wire. */
  'operator-act',
] as const;

export type AuditEventCode = (typeof auditEventCodes)[number];

/** One thing that happened: who, what, to which ids. Never a name, an address or content. */
export interface AuditEvent {
  readonly event: AuditEventCode;
  /** The relay's time. */
  readonly atMs: number;
  /** The device that did it, as proved; as claimed for a refused sign-in. */
  readonly kid?: KeyId;
  readonly personId?: PersonId;
  /** Why, for a refusal. */
  readonly code?: ErrorCode;
  /** Ids and the kind of frame or entry, in the order the event's code gives them. */
  readonly objects: readonly string[];
  /** How many times since the record before it with the same content; 1 unless told. */
  readonly times?: number;
}

/** An event at its place in the chain. */
export interface AuditRecord extends AuditEvent {
  /** From 1 on, without gaps. */
  readonly seq: number;
  /** Hash of the record before; 64 zeros for the first. */
  readonly prevHash: string;
  /** SHA-256 hex of the canonical JSON of everything else in the record. */
  readonly hash: string;
}
