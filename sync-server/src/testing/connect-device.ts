import * as A from '@automerge/automerge/slim';
import { answerChallenge, signAttestation, type DeviceKey } from '@nastavnik/core/access';
import {
  systemClock,
  systemRandom,
  type ChangeHash,
  type DocumentId,
} from '@nastavnik/core/kernel';
import type { ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import { RawSocket } from './raw-socket.ts';

export type TestDoc = A.Doc<Record<string, unknown>>;

interface Opened {
  doc: TestDoc;
  state: A.SyncState;
}

/** A signed-in device that speaks frames and raw Automerge sync, and keeps all it heard. */
export class TestDevice extends RawSocket {
  readonly key: DeviceKey;
  readonly #documents = new Map<DocumentId, Opened>();

  constructor(url: string, key: DeviceKey) {
    super(url);
    this.key = key;
    this.onFrame = (frame) => this.#hear(frame);
  }

  /** Answers the challenge; resolves with the welcome. */
  async signIn(): Promise<ServerFrameOf<'welcome'>> {
    const challenge = await this.frame('challenge');
    const { signer } = this.key;
    const answering = {
      signer,
      challenge,
      origin: new URL(this.url).host,
      clock: systemClock,
      random: systemRandom,
    };
    this.send(await answerChallenge(answering));
    return this.frame('welcome');
  }

  /** The document as this device has it. */
  doc(documentId: DocumentId): TestDoc {
    const opened = this.#documents.get(documentId);
    if (opened === undefined) throw new TypeError('the document is not open');
    return opened.doc;
  }

  heads(documentId: DocumentId): string {
    return A.getHeads(this.doc(documentId)).join();
  }

  /** Starts to sync a document, from nothing or from what the device already has. */
  open(documentId: DocumentId, doc: A.Doc<unknown> = A.init()): void {
    const mine = A.clone(doc as TestDoc, { author: this.key.signer.kid });
    this.#documents.set(documentId, { doc: mine, state: A.initSyncState() });
    this.#speak(documentId);
  }

  /** Edits as this device and sends. Returns the hash of the change. */
  change(documentId: DocumentId, edit: (draft: Record<string, unknown>) => void): ChangeHash {
    const opened = this.#documents.get(documentId);
    if (opened === undefined) throw new TypeError('the document is not open');
    const author = this.key.signer.kid;
    // A document that began empty loses its author when the first changes come from elsewhere.
    if (A.getAuthor(opened.doc) !== author) opened.doc = A.clone(opened.doc, { author });
    opened.doc = A.change(opened.doc, edit);
    const [head] = A.getHeads(opened.doc);
    this.#speak(documentId);
    return head as ChangeHash;
  }

  /** Applies whatever changes and sends them as if they were this device's own. */
  apply(documentId: DocumentId, changes: readonly Uint8Array[]): void {
    const opened = this.#documents.get(documentId);
    if (opened === undefined) throw new TypeError('the document is not open');
    [opened.doc] = A.applyChanges(opened.doc, [...changes]);
    this.#speak(documentId);
  }

  /** Sends chunks in a sync message of their own making, past what Automerge would send. */
  push(documentId: DocumentId, changes: readonly Uint8Array[]): void {
    const heads = A.getHeads(this.doc(documentId));
    const message = { heads, need: [], have: [], changes: [...changes] };
    const data = A.encodeSyncMessage(message as unknown as A.DecodedSyncMessage);
    this.send({ type: 'sync', senderId: 'me', targetId: 'relay', documentId, data });
  }

  async attest(documentId: DocumentId, hashes: readonly ChangeHash[]): Promise<void> {
    const sig = await signAttestation(this.key.signer, { documentId, hashes });
    this.send({ type: 'attest', documentId, hashes: [...hashes], sig });
  }

  /** Resolves when everything this device has is on the relay's disk. */
  durable(documentId: DocumentId): Promise<ServerFrameOf<'durable'>> {
    return this.frame('durable', (frame) => {
      return frame.documentId === documentId && frame.heads.join() === this.heads(documentId);
    });
  }

  rejected(documentId: DocumentId, from = 0): Promise<ServerFrameOf<'rejected'>> {
    return this.frame('rejected', (frame) => frame.documentId === documentId, from);
  }

  /** Resolves when the document here passes `look`. */
  has(documentId: DocumentId, look: (doc: TestDoc) => boolean): Promise<true> {
    return this.until(() => (look(this.doc(documentId)) ? true : undefined), 'the content');
  }

  #hear(frame: ServerFrame): void {
    if (frame.type !== 'sync') return;
    const opened = this.#documents.get(frame.documentId);
    if (opened === undefined) return;
    [opened.doc, opened.state] = A.receiveSyncMessage(opened.doc, opened.state, frame.data);
    this.#speak(frame.documentId);
  }

  #speak(documentId: DocumentId): void {
    const opened = this.#documents.get(documentId);
    if (opened === undefined) return;
    const [state, data] = A.generateSyncMessage(opened.doc, opened.state);
    opened.state = state;
    if (data) this.send({ type: 'sync', senderId: 'me', targetId: 'relay', documentId, data });
  }
}

/** Opens a connection and signs in. */
export async function connectDevice(url: string, key: DeviceKey): Promise<TestDevice> {
  const device = new TestDevice(url, key);
  await device.signIn();
  return device;
}
