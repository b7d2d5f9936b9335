import { answerChallenge, type Signer } from '@nastavnik/core/access';
import {
  fail,
  ok,
  type Clock,
  type KeyId,
  type RandomSource,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import { originOf, proveRelay } from './sign-in.ts';

export interface HandshakeOptions {
  readonly url: string;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** True for the relay this person is with, by its key; it may change by a handover. */
  readonly isTrusted: (kid: KeyId) => boolean;
}

/** What a handshake does to its connection. */
export interface HandshakeEvents {
  readonly send: (frame: ClientFrame) => boolean;
  readonly close: (reason: Refusal) => void;
  /** The relay has proved its key; whether it is the known one is asked of `isTrusted`. */
  readonly onProved: (welcome: ServerFrameOf<'welcome'>) => void;
  /** A part of the membership log from a relay that has proved a key. */
  readonly onLog: (frame: ServerFrame) => void;
}

interface Answered {
  readonly challenge: ServerFrameOf<'challenge'>;
  readonly clientNonce: string;
}

/** A relay that has not answered in full by then is given up for this time. */
const limitMs = 15_000;
/** More than a relay of ours says between its welcome and the proof's check. */
const maxEarlyFrames = 100;

/**
 * The beginning of one connection: both sides prove their keys. A relay with a proved key that is
 * not the known one may only be asked for the membership log, which may tell of a handover to it.
 */
export class RelayHandshake {
  readonly #options: HandshakeOptions;
  readonly #events: HandshakeEvents;
  readonly #timer: ReturnType<typeof setTimeout>;
  #isBegun = false;
  #isOver = false;
  #answered: Answered | undefined;
  #welcome: ServerFrameOf<'welcome'> | undefined;
  readonly #early: ServerFrame[] = [];

  constructor(options: HandshakeOptions, events: HandshakeEvents) {
    this.#options = options;
    this.#events = events;
    this.#timer = setTimeout(() => {
      const isStranger = this.#welcome !== undefined && !this.isTrusted;
      events.close({ code: isStranger ? 'relay-changed' : 'relay-unreachable' });
    }, limitMs);
  }

  /** The relay's welcome once its key is proved, be it trusted or not. */
  get welcome(): ServerFrameOf<'welcome'> | undefined {
    return this.#welcome;
  }

  get isTrusted(): boolean {
    return this.#welcome !== undefined && this.#options.isTrusted(this.#welcome.relay.kid);
  }

  /** The relay has answered in full, or its connection is gone: nothing is waited for any more. */
  finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  /**
   * The relay is ours: gives the welcome between what came before it and after it. Its time runs on
   * until `finish`, since one that proves itself and then says nothing would be waited for for ever.
   */
  end(): readonly ServerFrame[] {
    this.#isOver = true;
    const isBefore = ({ type }: ServerFrame): boolean => type === 'refused';
    const before = this.#early.filter(isBefore);
    const after = this.#early.filter((frame) => !isBefore(frame));
    return this.#welcome ? [...before, this.#welcome, ...after] : [];
  }

  /** Nothing an unproved relay says is believed but what proves it. */
  receive(frame: ServerFrame): void {
    if (frame.type === 'challenge') void this.#goOn(this.#answer(frame), () => undefined);
    else if (frame.type === 'welcome') {
      void this.#goOn(this.#prove(frame), () => this.#events.onProved(frame));
    } else if (frame.type === 'log' && this.#welcome) this.#events.onLog(frame);
    else if (this.#early.push(frame) > maxEarlyFrames) {
      this.#events.close({ code: 'frame-unexpected' });
    }
  }

  async #goOn(step: Promise<Result<void, Refusal>>, next: () => void): Promise<void> {
    const done = await step;
    if (this.#isOver) return;
    if (done.ok) next();
    else this.#events.close(done.error);
  }

  /** Answers the first challenge of a connection; another one would be a harvest of signatures. */
  async #answer(challenge: ServerFrameOf<'challenge'>): Promise<Result<void, Refusal>> {
    if (this.#isBegun) return fail({ code: 'frame-unexpected' });
    this.#isBegun = true;
    const { signer, url, clock, random } = this.#options;
    const origin = originOf(url);
    try {
      const answer = await answerChallenge({ signer, challenge, origin, clock, random });
      this.#answered = { challenge, clientNonce: answer.clientNonce };
      this.#events.send(answer);
      return ok(undefined);
    } catch {
      return fail({ code: 'key-lost' });
    }
  }

  /** Checks the relay's proof, and that it welcomes this device and no other. */
  async #prove(welcome: ServerFrameOf<'welcome'>): Promise<Result<void, Refusal>> {
    const { signer, url } = this.#options;
    const answered = this.#answered;
    if (answered === undefined || this.#welcome !== undefined || welcome.kid !== signer.kid) {
      return fail({ code: 'relay-unproved' });
    }
    const { challenge, clientNonce } = answered;
    const proved = await proveRelay({ challenge, origin: originOf(url) }, clientNonce, welcome);
    if (!proved.ok) return proved;
    this.#welcome = welcome;
    return ok(undefined);
  }
}
