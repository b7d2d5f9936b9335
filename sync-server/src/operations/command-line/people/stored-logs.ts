import { existsSync } from 'node:fs';
import { appendEntries, type MembershipState } from '@nastavnik/core/access';
import { AppError } from '@nastavnik/core/kernel';
import { openReadOnlyStore } from '../../copies/inspection/read-only-store.ts';
import type { CommandContext } from '../command.ts';

/**
 * Every membership log in the relay's file, verified entry by entry; the relay may run meanwhile.
 * Throws `store-missing`, and what is wrong with a log that does not verify.
 */
export async function storedLogs({ data }: CommandContext): Promise<MembershipState[]> {
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const store = openReadOnlyStore(data.store);
  try {
    const states: MembershipState[] = [];
    for (const logId of store.logIds()) {
      const { state, error } = await appendEntries(undefined, store.entries(logId));
      if (error) throw new AppError(error.code, error.params);
      if (state) states.push(state);
    }
    return states;
  } finally {
    store.close();
  }
}
