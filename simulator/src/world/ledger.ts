import { createHash } from 'node:crypto';
import type { Approval, MembershipState } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, LogId } from '@nastavnik/core/kernel';
import type { ChangeCommit } from '@nastavnik/sync-server/testing';

/** A change that a device said was kept. */
export interface MadeChange {
  readonly device: string;
  readonly documentId: DocumentId;
  readonly hash: ChangeHash;
}

/** What a relay said it would not take. */
export interface Rejection {
  readonly device: string;
  readonly documentId: DocumentId;
  readonly hashes: readonly ChangeHash[];
  readonly code: string;
}

/** A commit with the logs as they were right before it. */
export interface WitnessedCommit {
  readonly commit: ChangeCommit;
  readonly logs: ReadonlyMap<LogId, MembershipState>;
}

/** How many lines a failing world shows. */
const shownLines = 60;

/** What everybody in a world was told, to be held against what is. */
export class Ledger {
  readonly made: MadeChange[] = [];
  /** Heads that a relay called durable, since its disk was last put back. */
  readonly durable = new Map<DocumentId, Set<ChangeHash>>();
  /** Refused changes that a person has made again as others. */
  readonly replaced = new Set<ChangeHash>();
  /** Changes that a member's own program made up. */
  readonly forged: { readonly documentId: DocumentId; readonly hash: ChangeHash }[] = [];
  readonly rejections: Rejection[] = [];
  readonly commits: WitnessedCommit[] = [];
  readonly approvals: Approval[] = [];
  readonly faults: string[] = [];
  readonly #digest = createHash('sha256');
  readonly #lines: string[] = [];

  /** One line of what happened; all lines together are the world's fingerprint. */
  note(line: string): void {
    this.#digest.update(`${line}\n`);
    this.#lines.push(line);
  }

  /** Counts for the fingerprint only. */
  fingerprint(line: string): void {
    this.#digest.update(`${line}\n`);
  }

  fault(fault: string): void {
    this.note(`FAULT ${fault}`);
    this.faults.push(fault);
  }

  durableHeads(documentId: DocumentId, heads: readonly ChangeHash[]): void {
    const known = this.durable.get(documentId) ?? new Set();
    for (const head of heads) known.add(head);
    this.durable.set(documentId, known);
  }

  lastLines(): readonly string[] {
    return this.#lines.slice(-shownLines);
  }

  digest(): string {
    return this.#digest.copy().digest('hex');
  }
}
