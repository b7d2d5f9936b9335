import type { Signer } from '@nastavnik/core/access';
import { AppError, fail, ok, type LogId, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { MembershipBook } from '../../membership/membership-book.ts';
import { FrameSocket } from '../../network/frame-socket.ts';
import { RelayHandshake } from '../../network/relay-handshake.ts';
import type { Environment } from '../environment.ts';
import { withPerson } from './with-person.ts';

type Proved = Result<ServerFrameOf<'welcome'>, Refusal>;

/** A websocket address as people type it; undefined for what is none. */
function addressIn(text: string): string | undefined {
  const url = URL.parse(text.trim().replace(/^http/, 'ws'));
  return url !== null && /^wss?:$/.test(url.protocol) ? url.href.replace(/\/$/, '') : undefined;
}

/**
 * Signs in once. A relay whose key the log does not name yet is asked for what is new in the log,
 * which may hand over to it; nothing else is said to it.
 */
function meet(
  { openSocket, clock, random }: Environment,
  url: string,
  { book, signer }: { book: MembershipBook; signer: Signer },
): Promise<Proved> {
  const { promise, resolve } = Promise.withResolvers<Proved>();
  const isTrusted = (kid: string): boolean =>
    [...book.states.peek().values()].some(({ sequencer }) => (sequencer.kid as string) === kid);
  const socket = new FrameSocket(openSocket(url), {
    onFrame: (frame) => {
      if (frame.type === 'refused' && frame.about === 'auth') finish(fail({ code: frame.code }));
      else handshake.receive(frame);
    },
    onClosed: (reason) => finish(fail(reason)),
  });
  const finish = (outcome: Proved): void => {
    resolve(outcome);
    handshake.end();
    socket.close({ code: 'relay-unreachable' });
  };
  const ask = (logId: LogId): void => {
    const fromSeq = (book.states.peek().get(logId)?.seq ?? -1) + 1;
    socket.send({ type: 'log', logId, fromSeq });
  };
  const take = async (frame: ServerFrame): Promise<void> => {
    if (frame.type === 'log') {
      const appended = await book.append(frame.logId, frame.entries);
      if (frame.more && appended.ok && appended.value > 0) return ask(frame.logId);
    }
    const { welcome } = handshake;
    finish(welcome && handshake.isTrusted ? ok(welcome) : fail({ code: 'relay-changed' }));
  };
  const handshake = new RelayHandshake(
    { url, signer, clock, random, isTrusted },
    {
      send: (frame) => socket.send(frame),
      close: (reason) => finish(fail(reason)),
      onLog: (frame) => void take(frame).catch(() => finish(fail({ code: 'storage-failed' }))),
      onProved: (welcome) => {
        if (handshake.isTrusted) return finish(ok(welcome));
        const ours = welcome.logs.find(({ logId }) => book.states.peek().has(logId));
        if (ours === undefined) return finish(fail({ code: 'relay-changed' }));
        ask(ours.logId);
      },
    },
  );
  return promise;
}

/**
 * From no relay to one: the address becomes this person's once who is behind it has proved the key
 * that the log names. Windows that are open take it up when they are opened again.
 */
export async function connectRelay(
  environment: Environment,
  profileId: string,
  address: string,
): Promise<Result<void, Refusal>> {
  const relayUrl = addressIn(address);
  if (relayUrl === undefined) return fail({ code: 'relay-unreachable' });
  return withPerson(environment, profileId, async ({ db, device, book }) => {
    const met = await meet(environment, relayUrl, { book, signer: device.signer });
    if (!met.ok) return met;
    const profile = await db.get('profile', 'profile');
    if (profile === undefined) throw new AppError('key-lost');
    const relayKid = met.value.relay.kid;
    await db.put('profile', { ...profile, relayUrl, relayKid }, 'profile');
    return ok(undefined);
  });
}
