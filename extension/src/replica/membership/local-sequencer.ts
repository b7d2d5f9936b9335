import { submitEntry, type DeviceKey, type SignedEntry } from '@nastavnik/core/access';
import { fail, ok, type Clock, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { MembershipBook } from './membership-book.ts';

/** One window at a time places entries of a log that is in this person's hands. */
export const sequencerLock = (profileId: string): string => `nastavnik-sequencer-${profileId}`;

export interface LocalSequencerOptions {
  readonly book: MembershipBook;
  readonly device: DeviceKey;
  readonly clock: Clock;
  /** Runs while no other window of this person places entries. */
  readonly alone: (run: () => Promise<void>) => Promise<void>;
}

/**
 * The named device of a log that has no relay: it judges and places entries as a relay would. Of
 * a log that is not in its hands it leaves everything as it is.
 */
export class LocalSequencer {
  readonly #options: LocalSequencerOptions;

  constructor(options: LocalSequencerOptions) {
    this.#options = options;
  }

  /** Places the own entries that wait. */
  placeQueued(): Promise<void> {
    const { alone, book } = this.#options;
    return alone(async () => {
      await Promise.all([book.reload(), book.reloadSubmissions()]);
      for (const { entry, entryId } of book.queued()) {
        if (!this.#isInCharge(entry)) continue;
        const placed = await this.#place(entry);
        await book.settle(entryId, placed.ok ? undefined : placed.error);
      }
    });
  }

  /** Places an entry of somebody else that came by hand. */
  async place(entry: SignedEntry): Promise<Result<void, Refusal>> {
    let outcome: Result<void, Refusal> = fail({ code: 'entry-forbidden' });
    await this.#options.alone(async () => {
      await this.#options.book.reload();
      if (this.#isInCharge(entry)) outcome = await this.#place(entry);
    });
    return outcome;
  }

  #isInCharge({ inner }: SignedEntry): boolean {
    const { book, device } = this.#options;
    return book.states.peek().get(inner.logId)?.sequencer.kid === device.signer.kid;
  }

  async #place(entry: SignedEntry): Promise<Result<void, Refusal>> {
    const { book, device, clock } = this.#options;
    const { logId } = entry.inner;
    const state = book.states.peek().get(logId);
    const sequencer = device.signer;
    const placed = await submitEntry({ state, entry, sequencer, nowMs: clock.nowMs() });
    if (!placed.ok) return placed;
    const appended = await book.append(logId, [placed.value.sequenced]);
    return appended.ok ? ok(undefined) : appended;
  }
}
