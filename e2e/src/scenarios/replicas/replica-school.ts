import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeviceKey, createEntry, publicKeyOf } from '@nastavnik/core/access';
import {
  createId,
  systemClock,
  systemRandom,
  type ChangeHash,
  type LogId,
} from '@nastavnik/core/kernel';
import {
  joinByInvitation,
  openPersonDatabase,
  openReplica,
  restoreDatabase,
  sampleEnvironment,
  type DatabaseCopy,
  type Environment,
  type PersonDatabase,
  type Replica,
} from '@nastavnik/extension/testing';
import {
  connectDevice,
  startTestRelay,
  type TestPerson,
  type TestRelay,
} from '@nastavnik/sync-server/testing';
import { until } from './until.ts';

const parts = ['head', 'curator', 'mentor', 'mentee'] as const;
type Part = (typeof parts)[number];
const roles = { head: 'orgHead', curator: 'curator', mentor: 'mentor', mentee: 'mentee' } as const;

/** An organisation at a real relay in a file, and the replicas of its people. */
export class ReplicaSchool {
  readonly path: string;
  readonly people: Readonly<Record<Part, TestPerson>>;
  readonly logId: LogId;
  readonly operator: TestPerson;
  #relay: TestRelay;
  readonly #replicas: Replica[] = [];

  private constructor(
    path: string,
    relay: TestRelay,
    school: Pick<ReplicaSchool, 'people' | 'logId' | 'operator'>,
  ) {
    this.path = path;
    this.#relay = relay;
    this.people = school.people;
    this.logId = school.logId;
    this.operator = school.operator;
  }

  static async open(): Promise<ReplicaSchool> {
    const path = join(mkdtempSync(join(tmpdir(), 'nastavnik-replicas-')), 'relay.sqlite');
    const people = {} as Record<Part, TestPerson>;
    let found: Pick<ReplicaSchool, 'logId' | 'operator'> | undefined;
    const relay = await startTestRelay({
      path,
      seed: async (organisation) => {
        found = { logId: organisation.logId, operator: organisation.operator };
        for (const part of parts) people[part] = await organisation.addPerson(roles[part]);
      },
    });
    if (found === undefined) throw new TypeError('not seeded');
    return new ReplicaSchool(path, relay, { people, ...found });
  }

  get relayUrl(): string {
    return this.#relay.url;
  }

  /** Sits a person down at a computer that knows nothing but their key. */
  async sitDown(
    part: Part,
    relayUrl = this.#relay.url,
    own: Partial<Environment> = {},
  ): Promise<Replica> {
    const profileId = createId<string>(systemRandom);
    const { personId, key } = this.people[part];
    const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
    const profile = { label: part, personId, relayUrl, createdAtMs: 1 };
    await db.put('profile', profile, 'profile');
    await db.put('keys', key.stored(), 'device');
    db.close();
    const replica = await this.openWindow(profileId, own);
    await until(replica.membership, (logs) => logs.size === 1, 'the log');
    return replica;
  }

  async openWindow(profileId: string, own: Partial<Environment> = {}): Promise<Replica> {
    const replica = await openReplica(profileId, { ...sampleEnvironment, ...own });
    this.#replicas.push(replica);
    return replica;
  }

  /** A code for one's own second device. */
  async inviteOwn(replica: Replica): Promise<string> {
    const invited = await replica.invite({
      logId: this.logId,
      personId: replica.profile.personId,
      purpose: 'device',
      expiresAtMs: Date.now() + 3_600_000,
    });
    if (!invited.ok) throw new TypeError(invited.error.code);
    await until(replica.entries, (entries) => entries.length === 0, 'the invitation');
    return invited.value.link ?? '';
  }

  join(codeOrLink: string, own: Partial<Environment> = {}) {
    const request = { codeOrLink, label: 'Второй', deviceLabel: 'Ноутбук' };
    return joinByInvitation({ ...sampleEnvironment, ...own }, request);
  }

  async secondDevice(replica: Replica): Promise<Replica> {
    const joined = await this.join(await this.inviteOwn(replica));
    if (!joined.ok) throw new TypeError(joined.error.code);
    const second = await this.openWindow(joined.value);
    await until(second.membership, (logs) => logs.size === 1, 'the log');
    return second;
  }

  /** The same person's computer once more, from a copy of its browser's profile folder. */
  async restoreProfile(copy: DatabaseCopy): Promise<string> {
    const profileId = createId<string>(systemRandom);
    const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
    await restoreDatabase(db, copy);
    db.close();
    return profileId;
  }

  /** Works on what a person's computer has stored, while no window of it is open. */
  async onDisk<T>(profileId: string, work: (db: PersonDatabase) => Promise<T>): Promise<T> {
    const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }

  /** Authors whose claims a device has kept, to forward them to a relay that lost them. */
  async claimsKeptBy({ profile }: Replica): Promise<readonly string[]> {
    const rows = await this.onDisk(profile.profileId, (db) => db.getAll('receipts'));
    return rows.flatMap((row) => ('author' in row ? [row.author] : []));
  }

  /** Changes that claims of one author, kept by a device, name. */
  async changesClaimed({ profile }: Replica, author: Replica): Promise<readonly ChangeHash[]> {
    const rows = await this.onDisk(profile.profileId, (db) => db.getAll('receipts'));
    const { kid } = author.profile;
    return rows.flatMap((row) => ('author' in row && row.author === kid ? row.hashes : []));
  }

  get relay(): TestRelay {
    return this.#relay;
  }

  stopRelay(): Promise<void> {
    return this.#relay.close();
  }

  /** The operator hands the log to a new key, and the relay starts again with it. */
  async handOver(): Promise<void> {
    const next = await createDeviceKey();
    const states = this.#relay.relay.logs();
    const operator = await connectDevice(this.#relay.url, this.operator.key);
    const entry = await createEntry({
      signer: this.operator.key.signer,
      logId: this.logId,
      type: 'handover',
      body: { sequencer: publicKeyOf(next.signer) },
      basedOnSeq: states.get(this.logId)?.seq ?? 0,
      clock: systemClock,
      random: systemRandom,
    });
    operator.send({ type: 'submit', entry });
    await operator.frame('sequenced');
    await this.stopRelay();
    await this.startRelay(this.path, next);
  }

  /** The same relay on the same port, from its own file or from a copy of it. */
  async startRelay(path = this.path, relayKey = this.#relay.relayKey): Promise<void> {
    const { relay } = this.#relay;
    const listen = { host: '127.0.0.1', port: relay.address.port };
    this.#relay = await startTestRelay({ path, relayKey, listen });
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.close()));
    await this.#relay.close();
  }
}
