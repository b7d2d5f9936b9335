import * as A from '@automerge/automerge/slim';
import type { DeviceKey } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, KeyId, PersonId, RandomSource } from '@nastavnik/core/kernel';
import {
  openPersonDatabase,
  openReplica,
  type DocumentHandle,
  type Environment,
  type Replica,
} from '@nastavnik/extension/testing';
import { DeviceSocket } from '../network/device-socket.ts';
import { Wire, type WireWeather } from '../network/wire.ts';
import type { Owner, Scheduler } from '../platform/scheduler.ts';
import type { SimulatedRelay } from '../relay/simulated-relay.ts';
import { releaseDatabase } from './device-disk.ts';

export interface SimulatedDeviceOptions {
  readonly name: string;
  readonly personId: PersonId;
  readonly profileId: string;
  readonly scheduler: Scheduler;
  readonly random: RandomSource;
  readonly relay: SimulatedRelay;
  readonly weather: WireWeather;
}

/** A person's computer: the real replica, with a network, a clock and a disk that can be bad. */
export class SimulatedDevice {
  readonly name: string;
  readonly personId: PersonId;
  profileId: string;
  /** Its key, once it has one. */
  kid: KeyId | undefined;
  isOnline = true;
  isDiskFull = false;
  clockSkewMs = 0;
  /** Turns until the process dies; undefined where nothing is planned. */
  turnsToLive: number | undefined;
  replica: Replica | undefined;
  readonly #options: SimulatedDeviceOptions;
  #owner: Owner;
  #wires: Wire[] = [];
  #handles = new Map<DocumentId, DocumentHandle>();

  constructor(options: SimulatedDeviceOptions) {
    this.#options = options;
    this.name = options.name;
    this.personId = options.personId;
    this.profileId = options.profileId;
    this.#owner = { name: options.name, isAlive: false };
  }

  get isRunning(): boolean {
    return this.#owner.isAlive;
  }

  get owner(): Owner {
    return this.#owner;
  }

  get wires(): readonly Wire[] {
    this.#wires = this.#wires.filter((wire) => !wire.isCut);
    return this.#wires;
  }

  /** Runs in the device's process. */
  run<Value>(work: () => Value): Value {
    return this.#options.scheduler.run(this.#owner, work);
  }

  /** Writes what a person's joining would have left: profile and key. */
  install(key: DeviceKey, relayUrl: string, relayKid: KeyId): void {
    this.kid = key.signer.kid;
    this.begin();
    void this.run(async () => {
      const { personId, profileId, name } = this;
      const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
      const row = { label: name, personId, relayUrl, relayKid, createdAtMs: 1 };
      await db.put('profile', row, 'profile');
      await db.put('keys', key.stored(), 'device');
      db.close();
    });
  }

  /** A fresh process. */
  begin(): void {
    this.#owner = { name: this.name, isAlive: true };
  }

  /** The process ends by itself: nothing of it is left. */
  leave(): void {
    this.crash();
  }

  start(): void {
    if (this.#owner.isAlive) this.crash();
    this.begin();
    void this.run(async () => {
      const replica = await openReplica(this.profileId, this.environment());
      this.kid = replica.profile.kid;
      this.replica = replica;
    });
  }

  /** The screen of a document; it stays open as long as the replica. */
  handle(documentId: DocumentId): DocumentHandle | undefined {
    const known = this.#handles.get(documentId);
    if (known || this.replica === undefined) return known;
    const handle = this.replica.open(documentId);
    this.#handles.set(documentId, handle);
    return handle;
  }

  /** The document as this device holds it open. */
  docOf(documentId: DocumentId): A.Doc<unknown> | undefined {
    const bytes = this.#handles.get(documentId)?.save();
    return bytes === undefined || bytes.length === 0 ? undefined : A.load(bytes);
  }

  /** Changes of one draft, or of all of them, as the database has them. */
  async draftedIn(draftId?: string): Promise<readonly ChangeHash[]> {
    const db = await openPersonDatabase(this.profileId, { onClosed: () => undefined });
    const drafts = await db.getAll('drafts');
    db.close();
    return drafts
      .filter((draft) => draftId === undefined || draft.draftId === draftId)
      .flatMap((draft) => draft.changes)
      .map((bytes) => A.decodeChange(bytes).hash as ChangeHash);
  }

  /** Changes that wait for the relay, as the database has them. */
  async waiting(): Promise<readonly ChangeHash[]> {
    const db = await openPersonDatabase(this.profileId, { onClosed: () => undefined });
    const rows = await db.getAll('outbox');
    db.close();
    return rows.map(({ hash }) => hash);
  }

  /** The person closes the window; what was to be written is written. */
  async shut(): Promise<void> {
    const { replica } = this;
    this.#handles.clear();
    this.replica = undefined;
    await this.run(() => replica?.close());
  }

  crash(): void {
    this.turnsToLive = undefined;
    this.#handles.clear();
    if (!this.#owner.isAlive) return;
    this.#owner.isAlive = false;
    this.replica = undefined;
    this.run(() => releaseDatabase(`nastavnik-${this.profileId}`));
    for (const wire of this.wires) wire.cut();
  }

  goOffline(): void {
    this.isOnline = false;
    for (const wire of this.wires) wire.cut();
  }

  environment(): Environment {
    const { scheduler, random } = this.#options;
    return {
      clock: { nowMs: () => scheduler.nowMs + this.clockSkewMs },
      random,
      openChannel: () => ({
        post: () => undefined,
        listen: () => () => undefined,
        close: () => undefined,
      }),
      openSocket: () => this.#dial() as unknown as WebSocket,
      holdLock: async (_name, signal, run) => {
        if (!signal.aborted) await run(signal);
      },
    };
  }

  #dial(): DeviceSocket {
    const { scheduler, weather, relay } = this.#options;
    const wire = new Wire(scheduler, weather);
    const socket = new DeviceSocket(this.#owner, wire);
    this.#wires.push(wire);
    if (this.isOnline) relay.accept(wire, this.name);
    else wire.cut();
    return socket;
  }
}
