import {
  createEntry,
  submitEntry,
  type DeviceKey,
  type EntryBodies,
  type EntryType,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import { AppError, createId, type LogId } from '@nastavnik/core/kernel';
import type { Environment } from '../environment.ts';

/** Grows a log that this device founds, sequences and stands in. */
export class OwnLog {
  readonly logId: LogId;
  readonly entries: SequencedEntry[] = [];
  state: MembershipState | undefined;
  readonly #device: DeviceKey;
  readonly #environment: Pick<Environment, 'clock' | 'random'>;

  constructor(device: DeviceKey, environment: Pick<Environment, 'clock' | 'random'>) {
    this.#device = device;
    this.#environment = environment;
    this.logId = createId<LogId>(environment.random);
  }

  async write<Type extends EntryType>(type: Type, body: EntryBodies[Type]): Promise<void> {
    const { clock, random } = this.#environment;
    const { signer } = this.#device;
    const { logId, state } = this;
    const basedOnSeq = state?.seq ?? -1;
    const entry = await createEntry({ signer, logId, type, body, basedOnSeq, clock, random });
    const nowMs = clock.nowMs();
    const placed = await submitEntry({ state, entry, sequencer: signer, nowMs });
    if (!placed.ok) throw new AppError(placed.error.code);
    this.state = placed.value.state;
    this.entries.push(placed.value.sequenced);
  }
}
