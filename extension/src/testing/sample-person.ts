import {
  createDeviceKey,
  createEntry,
  deviceRecordOf,
  publicKeyOf,
  submitEntry,
  type DeviceKey,
  type EntryBodies,
  type EntryType,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import {
  AppError,
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type LogId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { openPersonDatabase, type PersonDatabase } from '../replica/storage/person-database.ts';
import { sampleEnvironment } from './sample-environment.ts';
import type { Environment } from '../replica/profile/environment.ts';

/** A person of an invented organisation with a database of their own, for tests. */
export class SamplePerson {
  readonly profileId = createId<string>(systemRandom);
  readonly personId = createId<PersonId>(systemRandom);
  readonly logId = createId<LogId>(systemRandom);
  readonly device: DeviceKey;
  readonly entries: SequencedEntry[] = [];
  readonly #opened: Replica[] = [];
  #state: MembershipState | undefined;

  private constructor(device: DeviceKey) {
    this.device = device;
  }

  static async create(): Promise<SamplePerson> {
    const person = new SamplePerson(await createDeviceKey());
    const key = publicKeyOf(person.device.signer);
    await person.write('found', {
      level: 'organisation',
      name: 'School No. 7',
      operatorPersonId: person.personId,
      operator: deviceRecordOf(person.device, 'Desk'),
      sequencer: key,
      recovery: key,
      timeZone: 'Asia/Krasnoyarsk',
    });
    return person;
  }

  async write<Type extends EntryType>(type: Type, body: EntryBodies[Type]): Promise<void> {
    const { logId, device } = this;
    const { signer } = device;
    const basedOnSeq = this.#state?.seq ?? -1;
    const at = { clock: systemClock, random: systemRandom };
    const entry = await createEntry({ signer, logId, type, body, basedOnSeq, ...at });
    const nowMs = systemClock.nowMs();
    const placed = await submitEntry({ state: this.#state, entry, sequencer: signer, nowMs });
    if (!placed.ok) throw new AppError(placed.error.code);
    this.#state = placed.value.state;
    this.entries.push(placed.value.sequenced);
  }

  /** Announces the person's own notes. */
  async announceNotes(): Promise<DocumentId> {
    const documentId = createDocumentId(systemRandom);
    await this.write('create-document', {
      documentId,
      kind: 'notes',
      audience: [{ personId: this.personId, part: 'author' }],
      subjects: [this.personId],
    });
    return documentId;
  }

  database(): Promise<PersonDatabase> {
    return openPersonDatabase(this.profileId, { onClosed: () => undefined });
  }

  /** Writes profile, key and log, as joining and the first sync would have. */
  async install(relayUrl?: string): Promise<void> {
    const db = await this.database();
    const { personId, logId } = this;
    const row = { label: 'Sample', personId, createdAtMs: 1, ...(relayUrl && { relayUrl }) };
    await db.put('profile', row, 'profile');
    await db.put('keys', this.device.stored(), 'device');
    if (this.#state) await db.put('logs', { logId, state: this.#state });
    for (const entry of this.entries) await db.put('entries', entry, [logId, entry.envelope.seq]);
    db.close();
  }

  /** One more window of this person. */
  async openWindow(environment: Partial<Environment> = {}): Promise<Replica> {
    const replica = await openReplica(this.profileId, { ...sampleEnvironment, ...environment });
    this.#opened.push(replica);
    return replica;
  }

  async closeWindows(): Promise<void> {
    await Promise.all(this.#opened.map((replica) => replica.close()));
  }
}
