import * as A from '@automerge/automerge/slim';
import { answerChallenge, type DeviceKey } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, KeyId, RandomSource } from '@nastavnik/core/kernel';
import {
  decodeFrame,
  encodeFrame,
  type ClientFrame,
  type ServerFrame,
} from '@nastavnik/core/protocol';
import { changeAs, setThenDelete } from '@nastavnik/core/testing';
import { DeviceSocket } from '../network/device-socket.ts';
import { Wire, type WireWeather } from '../network/wire.ts';
import type { Owner, Scheduler } from '../platform/scheduler.ts';
import type { SimulatedRelay } from '../relay/simulated-relay.ts';

const maxFrameBytes = 16_777_216;
const stayMs = 5_000;

export interface IntruderOptions {
  readonly scheduler: Scheduler;
  readonly relay: SimulatedRelay;
  readonly weather: WireWeather;
  readonly random: RandomSource;
  /** A member's own key: the member wrote this program. */
  readonly key: DeviceKey;
  /** Somebody else, whose name the member would like to use. */
  readonly victim: KeyId;
  readonly documentId: DocumentId;
  readonly onForged: (hash: ChangeHash) => void;
}

/** A member with a program of their own, that sends what the product never would. */
export class Intruder {
  readonly name = 'intruder';
  readonly #options: IntruderOptions;
  readonly #socket: DeviceSocket;
  #doc: A.Doc<unknown> = A.init();
  #state = A.initSyncState();
  #hasAttacked = false;

  constructor(options: IntruderOptions) {
    this.#options = options;
    const { scheduler, weather, relay } = options;
    const owner: Owner = { name: this.name, isAlive: true };
    const wire = new Wire(scheduler, weather);
    this.#socket = new DeviceSocket(owner, wire);
    this.#socket.addEventListener('message', (event) => {
      void this.#hear((event as MessageEvent<ArrayBuffer>).data);
    });
    scheduler.run(owner, () => setTimeout(() => this.#socket.close(), stayMs));
    relay.accept(wire, this.name);
  }

  async #hear(data: ArrayBuffer): Promise<void> {
    const decoded = decodeFrame(new Uint8Array(data), maxFrameBytes);
    if (!decoded.ok) return;
    const frame = decoded.value as ServerFrame;
    const { scheduler, relay, random, key } = this.#options;
    if (frame.type === 'challenge') {
      const { signer } = key;
      const clock = { nowMs: () => scheduler.nowMs };
      const answering = { signer, challenge: frame, origin: relay.host, clock, random };
      this.#send(await answerChallenge(answering));
    } else if (frame.type === 'welcome') {
      this.#speak();
    } else if (frame.type === 'sync') {
      [this.#doc, this.#state] = A.receiveSyncMessage(this.#doc, this.#state, frame.data);
      if (this.#hasAttacked || A.getHeads(this.#doc).length === 0) this.#speak();
      else this.#attack();
    }
  }

  /** The victim's name on an own change, and a name set and gone again under one's own. */
  #attack(): void {
    this.#hasAttacked = true;
    const { victim, key, onForged } = this.#options;
    const own = key.signer.kid;
    const edit = (draft: Record<string, unknown>): void => {
      draft['title'] = new A.ImmutableString('forged');
    };
    const smuggled = setThenDelete(this.#doc, { author: own }, 'smuggled', 'words');
    const changes = [changeAs(this.#doc, { author: victim }, edit), ...smuggled];
    for (const bytes of changes) onForged(A.decodeChange(bytes).hash as ChangeHash);
    const heads = A.getHeads(this.#doc);
    const message = { heads, need: [], have: [], changes };
    this.#sync(A.encodeSyncMessage(message as unknown as A.DecodedSyncMessage));
  }

  #speak(): void {
    const [state, message] = A.generateSyncMessage(this.#doc, this.#state);
    this.#state = state;
    if (message) this.#sync(message);
  }

  #sync(message: Uint8Array): void {
    const { documentId } = this.#options;
    const data = new Uint8Array(message);
    this.#send({ type: 'sync', senderId: 'me', targetId: 'relay', documentId, data });
  }

  #send(frame: ClientFrame): void {
    this.#socket.send(encodeFrame(frame));
  }
}
