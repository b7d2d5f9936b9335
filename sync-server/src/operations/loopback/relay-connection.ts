import { WebSocket } from 'ws';
import {
  answerChallenge,
  verifyRelayProof,
  type SignedEntry,
  type Signer,
} from '@nastavnik/core/access';
import { AppError, systemRandom, type Clock } from '@nastavnik/core/kernel';
import {
  closeReason,
  decodeFrame,
  encodeFrame,
  limits,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
  type ServerFrameOf,
} from '@nastavnik/core/protocol';

/** An answer on loopback is immediate; a relay that needs longer is not well. */
const answerTimeoutMs = 15_000;

type FrameType = ServerFrame['type'];

interface Waiter {
  readonly accepts: (frame: ServerFrame) => boolean;
  readonly resolve: (frame: ServerFrame) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * A signed-in connection of one device to a relay: what a command or a setup script uses instead of
 * the extension. It goes through the same gate as everybody.
 */
export interface RelayConnection {
  readonly welcome: ServerFrameOf<'welcome'>;
  send(frame: ClientFrame): void;
  /** The next frame of a type that `accepts` lets through; throws what the relay refused with. */
  next<Type extends FrameType>(
    type: Type,
    accepts?: (frame: ServerFrameOf<Type>) => boolean,
  ): Promise<ServerFrameOf<Type>>;
  /** Calls the listener for each frame; returns the disposer. */
  onFrame(listener: (frame: ServerFrame) => void): () => void;
  /** Submits a membership entry and waits for its place. Throws the relay's refusal. */
  submit(entry: SignedEntry): Promise<ServerFrameOf<'sequenced'>>;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** `ws://host:port`. */
  readonly url: string;
  readonly signer: Signer;
  readonly clock: Clock;
}

function listen(socket: WebSocket) {
  const waiters = new Set<Waiter>();
  const listeners = new Set<(frame: ServerFrame) => void>();
  let ended: AppError | undefined;
  const end = (error: AppError): void => {
    ended ??= error;
    for (const waiter of waiters) waiter.reject(ended);
    waiters.clear();
  };
  socket.on('message', (data: Buffer) => {
    const decoded = decodeFrame(new Uint8Array(data), limits.maxFrameBytes * 2);
    const frame = decoded.ok ? serverFrameSchema.safeParse(decoded.value) : undefined;
    if (frame?.success !== true) return;
    for (const listener of listeners) listener(frame.data);
    for (const waiter of waiters) {
      if (!waiter.accepts(frame.data)) continue;
      waiters.delete(waiter);
      waiter.resolve(frame.data);
    }
  });
  socket.on('error', (error) => {
    end(new AppError('relay-unreachable', {}, error));
  });
  socket.on('close', (code) => {
    end(new AppError(code === 1006 || code === 1005 ? 'relay-unreachable' : closeReason(code)));
  });
  const wait = (accepts: Waiter['accepts']): Promise<ServerFrame> => {
    const { promise, resolve, reject } = Promise.withResolvers<ServerFrame>();
    if (ended !== undefined) {
      reject(ended);
      return promise;
    }
    const waiter: Waiter = { accepts, resolve, reject };
    waiters.add(waiter);
    const timer = setTimeout(() => {
      waiters.delete(waiter);
      reject(new AppError('relay-unreachable'));
    }, answerTimeoutMs);
    return promise.finally(() => {
      clearTimeout(timer);
    });
  };
  return { wait, listeners };
}

/** Opens a websocket, answers the challenge with the device's key and waits for the welcome. */
export async function connectToRelay({
  url,
  signer,
  clock,
}: ConnectionOptions): Promise<RelayConnection> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const { wait, listeners } = listen(socket);
  const send = (frame: ClientFrame): void => {
    socket.send(encodeFrame(frame));
  };
  const next: RelayConnection['next'] = async (type, accepts = () => true) => {
    const frame = await wait(
      (candidate) =>
        (candidate.type === type && accepts(candidate as never)) ||
        candidate.type === 'closing' ||
        (candidate.type === 'refused' && candidate.about === type),
    );
    if ((frame.type === 'refused' && type !== 'refused') || frame.type === 'closing') {
      throw new AppError(frame.code, frame.params);
    }
    return frame as never;
  };
  try {
    const challenge = await next('challenge');
    const origin = new URL(url).host;
    const answer = await answerChallenge({
      signer,
      challenge,
      origin,
      clock,
      random: systemRandom,
    });
    const welcomed = next('welcome');
    send(answer);
    const welcome = await welcomed;
    const { relayId, nonce } = challenge;
    const { clientNonce } = answer;
    const handshake = { relayId, nonce, clientNonce, origin };
    if (!(await verifyRelayProof(handshake, welcome))) throw new AppError('relay-unproved');
    return {
      welcome,
      send,
      next,
      onFrame: (listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
      submit: async (entry) => {
        const { entryId } = entry.inner;
        const answer = wait(
          (frame) =>
            (frame.type === 'sequenced' && frame.entryId === entryId) ||
            (frame.type === 'refused' && frame.about === entryId) ||
            frame.type === 'closing',
        );
        send({ type: 'submit', entry });
        const frame = await answer;
        if (frame.type === 'sequenced') return frame;
        if (frame.type === 'refused' || frame.type === 'closing') {
          throw new AppError(frame.code, frame.params);
        }
        throw new AppError('frame-unexpected');
      },
      close: () => closeSocket(socket),
    };
  } catch (error) {
    await closeSocket(socket);
    throw error;
  }
}

async function closeSocket(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once('close', () => {
    resolve();
  });
  socket.close(1000);
  const timer = setTimeout(() => {
    socket.terminate();
  }, 1_000);
  await promise;
  clearTimeout(timer);
}
