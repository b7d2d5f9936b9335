import { signRelayProof, type DeviceKey } from '@nastavnik/core/access';
import {
  decodeFrame,
  encodeFrame,
  type ClientFrame,
  type ServerFrame,
  type ServerFrameOf,
} from '@nastavnik/core/protocol';
import { WebSocket, WebSocketServer } from 'ws';

const maxBytes = 64 * 1_024 * 1_024;

/** One device's connection, as the attacker in the middle has it. */
export interface Victim {
  /** Says anything to the device, as the relay. */
  readonly say: (frame: ServerFrame | object) => void;
  readonly sayBytes: (bytes: Uint8Array) => void;
  /** Says anything to the real relay, as the device. */
  readonly forward: (frame: ClientFrame) => void;
  readonly hangUp: () => void;
  /** The welcome with other contents, signed anew with a key: the relay's own, or a stolen one. */
  readonly sign: (welcome: ServerFrameOf<'welcome'>, key: DeviceKey) => Promise<object>;
}

/** What the attacker does with each frame; by default it passes everything on. */
export interface Script {
  /** Frames for the device in place of this one of the relay. */
  readonly fromRelay?: (
    frame: ServerFrame,
    victim: Victim,
  ) => Promise<readonly object[]> | readonly object[];
  /** Frames for the relay in place of this one of the device. */
  readonly fromDevice?: (frame: ClientFrame, victim: Victim) => readonly ClientFrame[];
  /** Talks alone: there is no relay behind. */
  readonly isAlone?: boolean;
  readonly onConnected?: (victim: Victim) => void;
}

/**
 * A relay that lies: a websocket server between devices and a real relay, whose frames it drops,
 * changes, repeats and makes up. It speaks as the real relay, and may have its key.
 */
export class HostileRelay {
  /** All that devices said to it. */
  readonly heard: ClientFrame[] = [];
  script: Script = {};
  readonly #target: () => string;
  readonly #server: WebSocketServer;
  readonly #sockets = new Set<WebSocket>();
  #victim: Victim | undefined;
  readonly #listeners = new Set<() => void>();

  private constructor(target: () => string, server: WebSocketServer) {
    this.#target = target;
    this.#server = server;
    server.on('connection', (socket) => this.#meet(socket));
  }

  static async start(target: () => string): Promise<HostileRelay> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: maxBytes });
    await new Promise((resolve) => server.once('listening', resolve));
    return new HostileRelay(target, server);
  }

  get url(): string {
    return `ws://${this.#host}`;
  }

  /** The latest connection. */
  get victim(): Victim {
    if (this.#victim === undefined) throw new TypeError('nobody has connected');
    return this.#victim;
  }

  heardOf<Type extends ClientFrame['type']>(type: Type): Extract<ClientFrame, { type: Type }>[] {
    return this.heard.filter(
      (frame): frame is Extract<ClientFrame, { type: Type }> => frame.type === type,
    );
  }

  /** Ends every connection; devices come back by themselves. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Takes up a script with a fresh connection; resolves when a device has come back. */
  async attack(script: Script): Promise<void> {
    this.script = script;
    this.heard.length = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.once('connection', () => resolve());
    this.hangUp();
    await promise;
  }

  /** Resolves when devices have said so many frames of a type since the script began. */
  async whenHeard(type: ClientFrame['type'], count = 1): Promise<void> {
    while (this.heardOf(type).length < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#listeners.add(resolve);
      await promise;
    }
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  #meet(device: WebSocket): void {
    this.#sockets.add(device);
    const { isAlone = false } = this.script;
    // The relay must believe that the device dialled it, or the answer would name another address.
    const relay = isAlone
      ? undefined
      : new WebSocket(this.#target(), { headers: { host: this.#host } });
    const handshake = { nonce: '', clientNonce: '' };
    const send = (socket: WebSocket | undefined, bytes: Uint8Array): void => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(bytes);
    };
    const victim: Victim = {
      say: (frame) => {
        if ('type' in frame && frame.type === 'challenge')
          handshake.nonce = Reflect.get(frame, 'nonce');
        send(device, encodeFrame(frame));
      },
      sayBytes: (bytes) => send(device, bytes),
      forward: (frame) => send(relay, encodeFrame(frame)),
      hangUp: () => device.terminate(),
      sign: async ({ type, proof: _proof, ...welcome }, key) => {
        const { kid: relayId } = key.signer;
        const made = { relayId, ...handshake, origin: this.#host };
        return { type, ...welcome, proof: await signRelayProof(key.signer, made, welcome) };
      },
    };
    this.#victim = victim;
    this.#hearRelay(relay, victim);
    device.on('message', (data: Buffer) => {
      const frame = frameIn(data) as ClientFrame;
      if ('clientNonce' in frame && frame.clientNonce) handshake.clientNonce = frame.clientNonce;
      this.heard.push(frame);
      for (const listener of this.#listeners) listener();
      this.#listeners.clear();
      for (const passed of this.script.fromDevice?.(frame, victim) ?? [frame])
        victim.forward(passed);
    });
    device.on('error', () => undefined);
    device.on('close', () => {
      this.#sockets.delete(device);
      relay?.terminate();
    });
    this.script.onConnected?.(victim);
  }

  #hearRelay(relay: WebSocket | undefined, victim: Victim): void {
    let turn: Promise<void> = Promise.resolve();
    relay?.on('message', (data: Buffer) => {
      const frame = frameIn(data) as ServerFrame;
      turn = turn.then(async () => {
        const told = (await this.script.fromRelay?.(frame, victim)) ?? [frame];
        for (const one of told) victim.say(one);
      });
    });
    relay?.on('error', () => undefined);
    relay?.on('close', () => void turn.then(() => victim.hangUp()));
  }
}

function frameIn(data: Buffer): object {
  const decoded = decodeFrame(new Uint8Array(data), maxBytes);
  if (!decoded.ok) throw new TypeError(decoded.error.code);
  return decoded.value;
}
