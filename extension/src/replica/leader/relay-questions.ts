import { ok, type LogId, type Refusal, type Result } from '@nastavnik/core/kernel';
import { decideLateChanges, type LateChangesSources } from '../documents/decide-late-changes.ts';
import type { QuarantineItem, Ticket } from '../replica.ts';

/** What a person asks of the relay itself: each needs a connection. */
export class RelayQuestions {
  readonly #sources: LateChangesSources;

  constructor(sources: LateChangesSources) {
    this.#sources = sources;
  }

  /** A one-use ticket to the relay's pages. */
  async ticket(): Promise<Result<Ticket, Refusal>> {
    const answer = await this.#sources.ask({ type: 'ticket' });
    return answer.ok ? ok(answer.value as Ticket) : answer;
  }

  /** Late edits of revoked devices that wait for a curator. */
  async quarantine(logId: LogId): Promise<Result<readonly QuarantineItem[], Refusal>> {
    const answer = await this.#sources.ask({ type: 'quarantine', logId });
    return answer.ok ? ok((answer.value as { items: readonly QuarantineItem[] }).items) : answer;
  }

  decide(quarantineId: string, decision: 'accept' | 'discard'): Promise<Result<void, Refusal>> {
    return decideLateChanges(this.#sources, quarantineId, decision);
  }
}
