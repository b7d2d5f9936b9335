import { createId, type DocumentId, type PersonId } from '@nastavnik/core/kernel';
import { decodeFrame, type ServerFrame } from '@nastavnik/core/protocol';
import { chooserOf, seededRandom, type Chooser } from '@nastavnik/core/testing';
import { Intruder } from '../devices/intruder.ts';
import { SimulatedDevice } from '../devices/simulated-device.ts';
import type { Mishap, WireWeather } from '../network/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { Scheduler } from '../platform/scheduler.ts';
import type { RelayDisk } from '../relay/relay-disk.ts';
import { SimulatedRelay } from '../relay/simulated-relay.ts';
import { Ledger } from './ledger.ts';
import { partNames, type School, type SchoolDocument } from './school.ts';

const host = 'relay.test:8443';
const maxFrameBytes = 16_777_216;

/** Five mishaps in a hundred frames and more, while the weather is rough. */
const roughMishaps: readonly Mishap[] = ['drop', 'duplicate', 'overtake', 'overtake', 'cut'];

/** What a world is made from. */
export interface WorldPlan {
  readonly seed: number;
  /** Disks of devices fill up as well. */
  readonly hasFullDisks?: boolean;
}

/** One school, its relay, its computers, and all that can happen to them, from one seed. */
export class World {
  readonly seed: number;
  readonly hasFullDisks: boolean;
  readonly choose: Chooser;
  readonly scheduler: Scheduler;
  readonly school: School;
  readonly ledger = new Ledger();
  readonly relay: SimulatedRelay;
  readonly devices: SimulatedDevice[] = [];
  readonly documents: SchoolDocument[];
  isRough = false;
  #bought = 0;
  /** A copy of the relay's disk, once one was made. */
  copy: { readonly disk: RelayDisk; readonly logSeq: number } | undefined;

  constructor({ seed, hasFullDisks = false }: WorldPlan, platform: Platform, school: School) {
    this.seed = seed;
    this.hasFullDisks = hasFullDisks;
    this.scheduler = platform.begin(seed + 1_000);
    this.choose = chooserOf(seed + 2_000_000);
    this.school = school;
    this.documents = [...school.documents];
    const { scheduler, ledger } = this;
    scheduler.onTurn = () => this.#countTurns();
    platform.mayWrite = (name) => this.devices.every((device) => !isBlocked(device, name));
    this.relay = new SimulatedRelay({
      scheduler,
      key: school.relayKey,
      random: seededRandom(seed + 3_000_000),
      host,
      disk: school.disk.copy(),
      events: {
        onLog: (line) => ledger.note(`${scheduler.nowMs} relay ${line}`),
        onCommit: (commit, logs) => ledger.commits.push({ commit, logs: new Map(logs) }),
      },
    });
  }

  /** The first morning: the relay runs, two to five computers are switched on. */
  async open(): Promise<void> {
    this.relay.start();
    await this.scheduler.advance(50);
    const count = 2 + this.choose.number(partNames.length - 1);
    for (const name of partNames.slice(0, count)) {
      const { personId, key } = this.school.people[name];
      const device = this.buyDevice(name, personId);
      device.install(key, `ws://${host}`, this.school.relayKey.signer.kid);
      this.devices.push(device);
    }
    await this.scheduler.advance(50);
    for (const device of this.devices) device.start();
    await this.scheduler.advance(3_000);
  }

  /** A computer that nobody has used yet; it counts once it is among `devices`. */
  buyDevice(name: string, personId: PersonId): SimulatedDevice {
    this.#bought += 1;
    const random = seededRandom(this.seed * 31 + this.#bought);
    return new SimulatedDevice({
      name,
      personId,
      profileId: createId(random),
      scheduler: this.scheduler,
      random,
      relay: this.relay,
      weather: this.#weather(name),
    });
  }

  /** A member tries what the product would not do. */
  intrude(member: SimulatedDevice, victim: SimulatedDevice, documentId: DocumentId): void {
    const { key } =
      Object.values(this.school.people).find((one) => one.key.signer.kid === member.kid) ?? {};
    if (key === undefined || victim.kid === undefined || !this.relay.isRunning) return;
    const intruder = new Intruder({
      scheduler: this.scheduler,
      relay: this.relay,
      weather: this.#weather('intruder'),
      random: seededRandom(this.seed * 37),
      key,
      victim: victim.kid,
      documentId,
      onForged: (hash) => this.ledger.forged.push({ documentId, hash }),
    });
    this.note(`${member.name} has become ${intruder.name}`);
  }

  note(line: string): void {
    this.ledger.note(`${this.scheduler.nowMs} ${line}`);
  }

  close(): void {
    for (const device of this.devices) device.crash();
    this.relay.crash();
    this.relay.disk.close();
    this.copy?.disk.close();
  }

  #weather(device: string): WireWeather {
    const { choose, ledger, scheduler } = this;
    return {
      latencyMs: () => 1 + choose.number(this.isRough ? 400 : 20),
      mishap: () => {
        if (!this.isRough || !choose.once(14)) return 'none';
        return choose.of(roughMishaps) ?? 'none';
      },
      onFrame: (to, bytes, mishap) => {
        ledger.fingerprint(`${scheduler.nowMs} ${device} ${to} ${bytes.length} ${mishap}`);
        if (to === 'device') this.#hear(device, bytes);
      },
    };
  }

  /** What a relay promises or refuses counts from the moment it is said. */
  #hear(device: string, bytes: Uint8Array): void {
    const decoded = decodeFrame(bytes, maxFrameBytes);
    if (!decoded.ok) return;
    const frame = decoded.value as ServerFrame;
    if (frame.type === 'durable') this.ledger.durableHeads(frame.documentId, frame.heads);
    if (frame.type === 'rejected') {
      const { documentId, hashes, code } = frame;
      this.ledger.rejections.push({ device, documentId, hashes, code });
      this.note(`${device} is refused ${hashes.length} changes: ${code}`);
    }
  }

  #countTurns(): void {
    for (const device of this.devices) {
      if (device.turnsToLive === undefined) continue;
      device.turnsToLive -= 1;
      if (device.turnsToLive > 0) continue;
      this.note(`${device.name} dies`);
      device.crash();
    }
    if (this.relay.turnsToLive === undefined) return;
    this.relay.turnsToLive -= 1;
    if (this.relay.turnsToLive > 0) return;
    this.note('the relay dies');
    this.relay.crash();
  }
}

const isBlocked = ({ isDiskFull, profileId }: SimulatedDevice, name: string): boolean =>
  isDiskFull && name.endsWith(profileId);
