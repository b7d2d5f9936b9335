import { existsSync } from 'node:fs';
import {
  appendEntries,
  createEntry,
  submitEntry,
  type EntryBodies,
  type EntryType,
  type MembershipState,
  type SequencedEntry,
  type Signer,
} from '@nastavnik/core/access';
import { AppError, type LogId } from '@nastavnik/core/kernel';
import { entryEvent } from '../../../membership/entry-event.ts';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import type { CommandContext } from '../command.ts';

/** The membership logs of a relay that does not run, in the hands of whoever has their keys. */
export interface LogDesk {
  states(): readonly MembershipState[];
  /** Signs, judges, places and stores one entry. Throws what the gate would refuse with. */
  author<Type extends EntryType>(
    logId: LogId,
    keys: { readonly signer: Signer; readonly sequencer: Signer },
    entry: { readonly type: Type; readonly body: EntryBodies[Type] },
  ): Promise<void>;
  /** Stores a log that other hands have placed; whoever calls has verified it whole. */
  adopt(state: MembershipState, entries: readonly SequencedEntry[]): Promise<void>;
}

/**
 * Opens the relay's store alone: `store-locked` while the relay runs, because a relay must never
 * meet entries that it has not placed itself.
 */
export async function withLogs<T>(
  { data, clock, random }: CommandContext,
  action: (desk: LogDesk) => Promise<T>,
): Promise<T> {
  if (!existsSync(data.store)) throw new AppError('store-missing', { key: data.store });
  const store = openSqliteStore(data.store);
  try {
    const states = new Map<LogId, MembershipState>();
    for (const logId of store.logIds()) {
      const entries = store.entries(logId, 0, Number.MAX_SAFE_INTEGER);
      const { state, error } = await appendEntries(undefined, entries);
      if (error || state === undefined) throw new AppError('log-forked', { logId });
      states.set(logId, state);
    }
    return await action({
      states: () => [...states.values()],
      author: async (logId, { signer, sequencer }, { type, body }) => {
        const state = states.get(logId);
        const basedOnSeq = state?.seq ?? -1;
        const entry = await createEntry({ signer, logId, type, body, basedOnSeq, clock, random });
        const nowMs = clock.nowMs();
        const placed = await submitEntry({ state, entry, sequencer, nowMs });
        if (!placed.ok) throw new AppError(placed.error.code, { type });
        const { sequenced } = placed.value;
        await store.appendEntry(sequenced, [entryEvent(sequenced, nowMs)]);
        states.set(logId, placed.value.state);
      },
      adopt: async (state, entries) => {
        const nowMs = clock.nowMs();
        const audit = {
          event: 'operator-act',
          atMs: nowMs,
          objects: [state.logId, 'adopt'],
        } as const;
        // Asked for in one turn, so all are in one transaction: a log is here whole or not at all.
        await Promise.all(
          entries.map((entry, at) =>
            store.appendEntry(entry, [...(at === 0 ? [audit] : []), entryEvent(entry, nowMs)]),
          ),
        );
        states.set(state.logId, state);
      },
    });
  } finally {
    await store.close();
  }
}
