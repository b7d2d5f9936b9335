import type { MembershipState, DeviceKey } from '@nastavnik/core/access';
import type { LogId, RandomSource } from '@nastavnik/core/kernel';
import {
  startRelayInProcess,
  storeOn,
  type ChangeCommit,
  type InProcessRelay,
  type RelaySocket,
  type Store,
} from '@nastavnik/sync-server/testing';
import { RelayEnd } from '../network/relay-end.ts';
import type { Wire } from '../network/wire.ts';
import type { Owner, Scheduler } from '../platform/scheduler.ts';
import type { RelayDisk } from './relay-disk.ts';

export interface RelayEvents {
  readonly onLog: (line: string) => void;
  /** Right before a commit: what the logs said when these changes were let in. */
  readonly onCommit: (commit: ChangeCommit, logs: ReadonlyMap<LogId, MembershipState>) => void;
}

export interface SimulatedRelayOptions {
  readonly scheduler: Scheduler;
  readonly key: DeviceKey;
  readonly random: RandomSource;
  readonly host: string;
  readonly disk: RelayDisk;
  readonly events: RelayEvents;
}

/** A relay computer: the real relay on a disk of its own; it can die and be put back. */
export class SimulatedRelay {
  readonly host: string;
  disk: RelayDisk;
  readonly #options: SimulatedRelayOptions;
  /** Turns until the process dies; undefined where nothing is planned. */
  turnsToLive: number | undefined;
  #owner: Owner = { name: 'relay', isAlive: false };
  #relay: InProcessRelay | undefined;
  #store: Store | undefined;
  #wires: Wire[] = [];

  constructor(options: SimulatedRelayOptions) {
    this.#options = options;
    this.host = options.host;
    this.disk = options.disk;
  }

  get isRunning(): boolean {
    return this.#owner.isAlive;
  }

  get logs(): ReadonlyMap<LogId, MembershipState> {
    return this.#relay?.logs() ?? new Map();
  }

  get store(): Store {
    if (this.#store === undefined) throw new TypeError('the relay has never run');
    return this.#store;
  }

  get wires(): readonly Wire[] {
    this.#wires = this.#wires.filter((wire) => !wire.isCut);
    return this.#wires;
  }

  start(): void {
    if (this.#owner.isAlive) return;
    const owner: Owner = { name: 'relay', isAlive: true };
    this.#owner = owner;
    this.#relay = undefined;
    const { scheduler, key, random, events } = this.#options;
    scheduler.run(owner, () => {
      const store = storeOn(this.disk.open(() => setImmediate(() => this.crash())));
      this.#store = store;
      const log =
        (level: string) =>
        (fields: object, message: string): void => {
          events.onLog(`${level}: ${message} ${JSON.stringify(fields)}`);
        };
      void startRelayInProcess({
        store: {
          ...store,
          commitChanges: (commit) => {
            events.onCommit(commit, this.logs);
            return store.commitChanges(commit);
          },
        },
        keys: { relay: key.signer },
        clock: { nowMs: () => scheduler.nowMs },
        random,
        logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
      }).then(
        (relay) => {
          this.#relay = relay;
        },
        // A relay that cannot come up ends.
        () => this.crash(),
      );
    });
  }

  /** The process is no more, in the middle of whatever it did. */
  crash(): void {
    this.turnsToLive = undefined;
    if (!this.#owner.isAlive) return;
    this.#owner.isAlive = false;
    this.#relay = undefined;
    for (const wire of this.wires) wire.cut();
  }

  crashProcess(): void {
    const relay = this.#relay;
    if (relay && this.#owner.isAlive) {
      this.#options.scheduler.run(this.#owner, () => relay.crashProcess());
    }
  }

  /** The computer gets the disk of another day. */
  restore(copy: RelayDisk): void {
    this.crash();
    this.disk.close();
    this.disk = copy;
    this.start();
  }

  /** A device dials; nobody answers where no relay runs. */
  accept(wire: Wire, address: string): void {
    const relay = this.#relay;
    if (relay === undefined || !this.#owner.isAlive) {
      wire.cut();
      return;
    }
    const end = new RelayEnd(this.#owner, wire);
    this.#wires.push(wire);
    wire.tell('device', (device) => device.opened());
    this.#options.scheduler.run(this.#owner, () => {
      relay.connect(end as unknown as RelaySocket, { address, origin: this.host });
    });
  }
}
