import {
  closeCodes,
  decodeFrame,
  limits,
  sessionFrameSchema,
  signInFrameSchema,
} from '@nastavnik/core/protocol';
import type { DeviceKey } from '@nastavnik/core/access';
import fc from 'fast-check';
import { connectDevice, type TestDevice } from '../connect-device.ts';
import { RawSocket } from '../raw-socket.ts';
import { hostileFrame } from './hostile-frame.ts';

/** What came of so many hostile inputs. `faults` are inputs, as hex, that broke a promise. */
export interface FuzzReport {
  readonly inputs: number;
  readonly seed: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly faults: readonly string[];
}

const batch = 500;

/** Inputs of one seed, made as they are needed. */
export function* hostileInputs(inputs: number, seed: number): Generator<Uint8Array> {
  for (let made = 0; made < inputs; made += batch) {
    const numRuns = Math.min(batch, inputs - made);
    yield* fc.sample(hostileFrame, { numRuns, seed: seed + made });
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What the decoder and the schemas make of bytes: the type of a frame, or a refusal's code. */
function judgeBytes(bytes: Uint8Array): string {
  const decoded = decodeFrame(bytes, limits.maxFrameBytes);
  if (!decoded.ok) return decoded.error.code;
  const parsed = sessionFrameSchema.safeParse(decoded.value);
  return parsed.success || signInFrameSchema.safeParse(decoded.value).success
    ? 'read'
    : 'frame-malformed';
}

/** Gives hostile bytes to the decoder and the schemas in this process. */
export function fuzzDecoder(inputs: Iterable<Uint8Array>, seed: number): FuzzReport {
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  let slowestMs = 0;
  let count = 0;
  for (const bytes of inputs) {
    count += 1;
    let outcome = 'thrown';
    // Of this thread, so that a busy machine does not make an input look slow.
    const judge = (): number => {
      const before = process.threadCpuUsage();
      outcome = judgeBytes(bytes);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    };
    try {
      const tookMs = judge();
      // What is slow by itself is slow again; a collection of garbage is not.
      slowestMs = Math.max(slowestMs, tookMs > 5 ? Math.min(tookMs, judge(), judge()) : tookMs);
    } catch {
      faults.push(hex(bytes));
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { inputs: count, seed, outcomes, slowestMs, faults };
}

const listed = new Set<number>(Object.values(closeCodes).map(({ code }) => code));
/** A fault of our own has a code as well, and is still a fault. */
const isFault = (code: number): boolean => !listed.has(code) || code === closeCodes.internal.code;

/** Sends hostile bytes to a live relay, signed in and not, and waits for its answer to each. */
export async function fuzzGate(
  inputs: Iterable<Uint8Array>,
  { url, key, seed }: { readonly url: string; readonly key: DeviceKey; readonly seed: number },
): Promise<FuzzReport> {
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  let slowestMs = 0;
  let count = 0;
  let device = await connectDevice(url, key);
  for (const bytes of inputs) {
    count += 1;
    // Every twentieth meets a socket that has proved nothing yet.
    const isStranger = count % 20 === 0;
    const socket = isStranger ? new RawSocket(url) : device;
    if (isStranger) await socket.frame('challenge');
    const startedMs = performance.now();
    socket.sendBytes(bytes);
    await answered(socket, count);
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    const closed = socket.isClosed ? (await socket.closed()).code : undefined;
    if (closed !== undefined && isFault(closed)) faults.push(hex(bytes));
    const outcome = closed === undefined ? 'answered' : String(closed);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (isStranger) socket.close();
    else if (closed !== undefined || count % 500 === 0) device = await anew(device, url, key);
  }
  device.close();
  return { inputs: count, seed, outcomes, slowestMs, faults };
}

/** A connection that has not spent its burst, and holds no old frames. */
function anew(device: TestDevice, url: string, key: DeviceKey): Promise<TestDevice> {
  device.close();
  return connectDevice(url, key);
}

/** Until the relay has dealt with everything so far: a pong, or the close. */
async function answered(socket: RawSocket, atMs: number): Promise<void> {
  socket.send({ type: 'ping', atMs });
  await socket.until(() => {
    const isPong = socket.frames.some((frame) => frame.type === 'pong' && frame.atMs === atMs);
    return isPong || socket.isClosed ? true : undefined;
  });
}
