import {
  createDeviceKey,
  deviceRecordOf,
  publicKeyOf,
  type DeviceKey,
  type SequencedEntry,
} from '@nastavnik/core/access';
import {
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type LogId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { OwnLog } from '../replica/profile/alone/own-log.ts';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { openPersonDatabase, type PersonDatabase } from '../replica/storage/person-database.ts';
import { sampleEnvironment } from './sample-environment.ts';
import type { Environment } from '../replica/profile/environment.ts';

/** A person of an invented organisation with a database of their own, for tests. */
export class SamplePerson {
  readonly profileId = createId<string>(systemRandom);
  readonly personId = createId<PersonId>(systemRandom);
  readonly device: DeviceKey;
  readonly #log: OwnLog;
  readonly #opened: Replica[] = [];

  private constructor(device: DeviceKey) {
    this.device = device;
    this.#log = new OwnLog(device, { clock: systemClock, random: systemRandom });
  }

  static async create(): Promise<SamplePerson> {
    const person = new SamplePerson(await createDeviceKey());
    const key = publicKeyOf(person.device.signer);
    await person.#log.write('found', {
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

  get logId(): LogId {
    return this.#log.logId;
  }

  get entries(): readonly SequencedEntry[] {
    return this.#log.entries;
  }

  /** Announces the person's own notes. */
  async announceNotes(): Promise<DocumentId> {
    const documentId = createDocumentId(systemRandom);
    await this.#log.write('create-document', {
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
    const { personId } = this;
    const { logId, state, entries } = this.#log;
    const row = { label: 'Sample', personId, createdAtMs: 1, ...(relayUrl && { relayUrl }) };
    await db.put('profile', row, 'profile');
    await db.put('keys', this.device.stored(), 'device');
    if (state) await db.put('logs', { logId, state });
    for (const entry of entries) await db.put('entries', entry, [logId, entry.envelope.seq]);
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
