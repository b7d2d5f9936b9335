import { NetworkAdapter, type Message, type PeerId } from '@automerge/automerge-repo/slim';
import type { Signer } from '@nastavnik/core/access';
import type {
  ChangeHash,
  Clock,
  DocumentId,
  KeyId,
  RandomSource,
  Refusal,
} from '@nastavnik/core/kernel';
import {
  closeCodes,
  limits,
  type ClientFrame,
  type CloseReason,
  type ServerFrame,
  type ServerFrameOf,
} from '@nastavnik/core/protocol';
import type { ConnectionState } from '../../messaging/profile-channel.ts';
import { Delivery, type DeliveryOptions } from './delivery.ts';
import { FrameSocket } from './frame-socket.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { RelayHandshake } from './relay-handshake.ts';
import { uploadedChanges, withChanges, type UploadedChange } from './uploads/upload-changes.ts';
import { splitUpload } from './uploads/upload-split.ts';

export interface RelayAdapterOptions extends DeliveryOptions {
  readonly url: string;
  readonly openSocket: (url: string) => WebSocket;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** True for the key of this person's relay. */
  readonly isTrusted: (kid: KeyId) => boolean;
  /** A relay with another key, which it has proved; `log` may be asked of it and nothing else. */
  readonly onStranger: (welcome: ServerFrameOf<'welcome'>) => void;
  readonly onConnection: (state: ConnectionState) => void;
  /** Every frame that is not automerge-repo's. */
  readonly onFrame: (frame: ServerFrame) => void;
  /** Sends what vouches for changes of others first; gives those that may leave. */
  readonly beforeUpload: (
    documentId: DocumentId,
    changes: readonly UploadedChange[],
  ) => Promise<readonly UploadedChange[]>;
  readonly onUploaded: (documentId: DocumentId, hashes: readonly ChangeHash[]) => void;
}

type UploadHead = Omit<Extract<ClientFrame, { type: 'sync' | 'request' }>, 'data'>;

/** How long a Repo that is just starting waits for the first connection. */
const firstContactMs = 1_000;
/** Pings in a row without a word in answer; counted, since a clock may jump by years. */
const unansweredPings = 3;
/** Refusals that trying again cannot mend. */
const isFinal = ({ code }: Refusal): boolean =>
  Object.hasOwn(closeCodes, code) && closeCodes[code as CloseReason].retry === 'never';

/** automerge-repo's way to a relay: signs in, splits uploads, comes back by itself. */
export class RelayAdapter extends NetworkAdapter {
  readonly #options: RelayAdapterOptions;
  readonly #ready = Promise.withResolvers<void>();
  readonly #delivery: Delivery;
  /** Messages to the relay that wait for what vouches for them, in order. */
  readonly #uploads = new Map<DocumentId, Promise<void>>();
  #socket: FrameSocket | undefined;
  #handshake: RelayHandshake | undefined;
  #relay: { peerId: PeerId; ownPeerId: string } | undefined;
  #attempt = 0;
  #isWanted = false;
  #lastContactMs: number | undefined;
  #clockSkewMs: number | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pulseTimer: ReturnType<typeof setInterval> | undefined;
  #silentPulses = 0;

  constructor(options: RelayAdapterOptions) {
    super();
    this.#options = options;
    this.#delivery = new Delivery(options, (message) => this.emit('message', message));
  }

  isReady(): boolean {
    return this.#relay !== undefined;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  connect(peerId: PeerId): void {
    this.peerId = peerId;
    this.#isWanted = true;
    setTimeout(() => this.#ready.resolve(), firstContactMs);
    this.#dial();
  }

  disconnect(): void {
    this.#isWanted = false;
    clearTimeout(this.#retryTimer);
    this.#socket?.close({ code: 'relay-unreachable' });
    this.#ready.resolve();
    this.#report('none');
  }

  /** Begins a new connection at once, from what both sides have. */
  restart(): void {
    const { peerId } = this;
    if (peerId === undefined || !this.#isWanted) return;
    this.disconnect();
    this.connect(peerId);
  }

  /** A control frame; false when there is no connection, or only one to a stranger. */
  sendFrame(frame: ClientFrame): boolean {
    const mayHear = this.#handshake?.welcome !== undefined && frame.type === 'log';
    if (this.#relay === undefined && !mayHear) return false;
    return this.#socket?.send(frame) ?? false;
  }

  send(message: Message): void {
    const { type, documentId: repoDocumentId, data } = message;
    const documentId = repoDocumentId as string | undefined as DocumentId | undefined;
    const ids = this.#relay && { senderId: this.#relay.ownPeerId, targetId: this.#relay.peerId };
    if (
      ids === undefined ||
      ids.targetId === '' ||
      documentId === undefined ||
      this.#options.isHeld(documentId)
    )
      return;
    if (type === 'doc-unavailable') {
      this.sendFrame({ type, documentId, ...ids });
    } else if ((type === 'sync' || type === 'request') && data) {
      this.#upload({ type, documentId, ...ids }, data);
    } else if (type === 'ephemeral' && data) {
      const { count, sessionId } = message as Message & { count: number; sessionId: string };
      this.sendFrame({ type, documentId, ...ids, data: new Uint8Array(data), count, sessionId });
    }
  }

  /** Sends in order; a message with changes waits for what must go before it. */
  #upload(head: UploadHead, data: Uint8Array): void {
    const { documentId } = head;
    const socket = this.#socket;
    const sendNow = (message: Uint8Array): void => {
      if (socket !== this.#socket || this.#options.isHeld(documentId)) return;
      const { messages, hashes } = splitUpload(message, limits.uploadSplitBytes);
      for (const part of messages) this.sendFrame({ ...head, data: new Uint8Array(part) });
      if (hashes.length > 0) this.#options.onUploaded(documentId, hashes);
    };
    const changes = uploadedChanges(data);
    const before = this.#uploads.get(documentId);
    if (before === undefined && changes.length === 0) return sendNow(data);
    const upload = (before ?? Promise.resolve())
      .then(() => this.#options.beforeUpload(documentId, changes))
      .then((allowed) => {
        sendNow(allowed.length === changes.length ? data : withChanges(data, allowed));
      })
      // Without the database nothing is known of claims: the next connection tries again.
      .catch(() => undefined)
      .finally(() => {
        if (this.#uploads.get(documentId) === upload) this.#uploads.delete(documentId);
      });
    this.#uploads.set(documentId, upload);
  }

  #dial(): void {
    this.#report('connecting');
    const socket = new FrameSocket(this.#options.openSocket(this.#options.url), {
      onFrame: (frame) => this.#receive(socket, frame),
      onClosed: (reason) => this.#closed(socket, reason),
    });
    this.#socket = socket;
    this.#handshake = new RelayHandshake(this.#options, {
      send: (frame) => socket.send(frame),
      close: (reason) => socket.close(reason),
      onLog: (frame) => this.#options.onFrame(frame),
      onProved: (welcome) => {
        if (this.#handshake?.isTrusted === false) this.#options.onStranger(welcome);
        this.reconsider();
      },
    });
  }

  #receive(socket: FrameSocket, frame: ServerFrame): void {
    if (socket !== this.#socket) return;
    if (this.#relay === undefined) return this.#handshake?.receive(frame);
    this.#lastContactMs = this.#options.clock.nowMs();
    this.#silentPulses = 0;
    if ('serverTimeMs' in frame) this.#clockSkewMs = this.#lastContactMs - frame.serverTimeMs;
    switch (frame.type) {
      case 'challenge':
      case 'welcome':
        socket.close({ code: 'frame-unexpected' });
        return;
      case 'peer':
        this.#joined(socket, frame.senderId as PeerId);
        return;
      case 'sync':
      case 'doc-unavailable':
      case 'ephemeral':
        this.#delivery.deliver(frame, {
          senderId: this.#relay.peerId,
          targetId: this.peerId as PeerId,
        });
        return;
      default:
        this.#options.onFrame(frame);
    }
  }

  /** Ends this connection; the next one may be to a better relay. */
  hangUp(reason: Refusal): void {
    this.#socket?.close(reason);
  }

  /** Goes on with a relay that has been found to be ours; nothing happens otherwise. */
  reconsider(): void {
    const socket = this.#socket;
    const handshake = this.#handshake;
    if (!socket || !handshake?.welcome || !handshake.isTrusted || this.#relay) return;
    const { welcome } = handshake;
    this.#relay = { peerId: '' as PeerId, ownPeerId: welcome.peerId };
    this.#lastContactMs = this.#options.clock.nowMs();
    this.#clockSkewMs = this.#lastContactMs - welcome.serverTimeMs;
    for (const frame of handshake.end()) this.#options.onFrame(frame);
    socket.send({
      type: 'join',
      senderId: welcome.peerId,
      peerMetadata: { isEphemeral: true },
      supportedProtocolVersions: ['1'],
    });
  }

  #joined(socket: FrameSocket, peerId: PeerId): void {
    // A second `peer` would make the Repo start all of its documents anew.
    if (this.#relay === undefined || this.#relay.peerId !== '') return;
    this.#relay = { ...this.#relay, peerId };
    this.#handshake?.finish();
    this.#attempt = 0;
    clearInterval(this.#pulseTimer);
    this.#pulseTimer = setInterval(() => this.#pulse(socket), limits.pingIntervalMs);
    this.#report('online');
    this.#ready.resolve();
    this.emit('peer-candidate', { peerId, peerMetadata: { isEphemeral: true } });
  }

  #pulse(socket: FrameSocket): void {
    this.#silentPulses += 1;
    if (this.#silentPulses >= unansweredPings) {
      socket.close({ code: 'relay-unreachable' });
    } else {
      socket.send({ type: 'ping', atMs: this.#options.clock.nowMs() });
      this.#report('online');
    }
  }

  #closed(socket: FrameSocket, reason: Refusal): void {
    if (socket !== this.#socket) return;
    const peerId = this.#relay?.peerId;
    this.#socket = undefined;
    this.#handshake?.finish();
    this.#handshake = undefined;
    this.#relay = undefined;
    clearInterval(this.#pulseTimer);
    if (peerId !== undefined && peerId !== '') this.emit('peer-disconnected', { peerId });
    if (!this.#isWanted) return;
    if (isFinal(reason)) {
      this.#report('stopped', reason);
      return;
    }
    const delayMs = reconnectDelayMs(this.#attempt, this.#options.random);
    this.#attempt += 1;
    const nextTryMs = this.#options.clock.nowMs() + delayMs;
    this.#retryTimer = setTimeout(() => this.#dial(), delayMs);
    this.#report('offline', reason, nextTryMs);
  }

  #report(state: ConnectionState['state'], reason?: Refusal, nextTryMs?: number): void {
    const lastContactMs = this.#lastContactMs;
    const clockSkewMs = this.#clockSkewMs;
    this.#options.onConnection({
      state,
      ...(reason && { reason }),
      ...(nextTryMs !== undefined && { nextTryMs }),
      ...(lastContactMs !== undefined && { lastContactMs }),
      ...(clockSkewMs !== undefined && { clockSkewMs }),
    });
  }
}
