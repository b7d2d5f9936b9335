import type { SignedEntry } from '@nastavnik/core/access';
import { bytesToHex, fail, type Refusal, type Result } from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { ConnectionState, LeaderQuestion } from '../../messaging/profile-channel.ts';
import { LocalSequencer, sequencerLock } from '../membership/local-sequencer.ts';
import { Leader, type LeaderOptions } from './leader.ts';

const askLimitMs = 12_000;

export interface LeaderLinkOptions extends Omit<
  LeaderOptions,
  'relayUrl' | 'onConnection' | 'onQuarantine'
> {
  readonly profileId: string;
  readonly relayUrl?: string | undefined;
}

/**
 * One context's tie to the leader of its profile, which may be itself. Every context waits for the
 * profile's lock: the browser gives it to the next one when the holder dies.
 */
export class LeaderLink {
  readonly #options: LeaderLinkOptions;
  readonly #connection = signal<ConnectionState>({ state: 'none' });
  readonly #quarantineChanges = signal(0);
  readonly #closing = new AbortController();
  readonly #sequencer: LocalSequencer;
  #leader: Leader | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: LeaderLinkOptions) {
    this.#options = options;
    const { book, device, environment, profileId } = options;
    this.#sequencer = new LocalSequencer({
      book,
      device,
      clock: environment.clock,
      alone: (run) => environment.holdLock(sequencerLock(profileId), this.#closing.signal, run),
    });
  }

  get connection(): ReadonlySignal<ConnectionState> {
    return this.#connection;
  }

  /** Grows whenever the list of late edits at the relay has changed. */
  get quarantineChanges(): ReadonlySignal<number> {
    return this.#quarantineChanges;
  }

  get isLeader(): boolean {
    return this.#leader !== undefined;
  }

  start(): void {
    const { profileId, relayUrl, environment, context } = this.#options;
    context.channel.listen((message) => {
      if (message.type === 'connection') this.#connection.value = message.connection;
      if (message.type === 'quarantine') this.#quarantineChanges.value += 1;
    });
    context.channel.post({ type: 'who-leads' });
    if (relayUrl === undefined) {
      // What was queued when this device was not yet in charge, or when it was closed in between.
      this.#running = this.#sequencer.placeQueued();
      return;
    }
    this.#running = environment.holdLock(
      `nastavnik-leader-${profileId}`,
      this.#closing.signal,
      (lost) => this.#lead(relayUrl, lost),
    );
  }

  /** Own documents and entries do not come back over the channel. */
  want(documentId: Parameters<Leader['want']>[0]): void {
    this.#leader?.want(documentId);
  }

  /** Without a relay the entries of a log in this device's hands are placed at once. */
  async submitQueued(): Promise<void> {
    if (this.#options.relayUrl === undefined) await this.#sequencer.placeQueued();
    else this.#leader?.submitQueued();
  }

  /** Places a colleague's entry that came by hand; `entry-forbidden` where that is a relay's work. */
  place(entry: SignedEntry): Promise<Result<void, Refusal>> {
    return this.#sequencer.place(entry);
  }

  /** Asks whoever is connected; `relay-unreachable` when nobody answers. */
  async ask(question: LeaderQuestion): Promise<Result<unknown, Refusal>> {
    if (this.#leader) return this.#leader.ask(question);
    const { context, environment } = this.#options;
    const askId = bytesToHex(environment.random.bytes(16));
    return new Promise((resolve) => {
      const finish = (answer: Result<unknown, Refusal>): void => {
        clearTimeout(timer);
        stop();
        resolve(answer);
      };
      const timer = setTimeout(() => finish(fail({ code: 'relay-unreachable' })), askLimitMs);
      const stop = context.channel.listen((message) => {
        if (message.type === 'answer' && message.askId === askId) finish(message.answer);
      });
      context.channel.post({ type: 'ask', askId, question });
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #lead(relayUrl: string, lost: AbortSignal): Promise<void> {
    const onConnection = (state: ConnectionState): void => {
      this.#connection.value = state;
    };
    const onQuarantine = (): void => {
      this.#quarantineChanges.value += 1;
      this.#options.context.channel.post({ type: 'quarantine' });
    };
    this.#leader = new Leader({ ...this.#options, relayUrl, onConnection, onQuarantine });
    try {
      await this.#leader.run(lost);
    } finally {
      this.#leader = undefined;
    }
  }
}
