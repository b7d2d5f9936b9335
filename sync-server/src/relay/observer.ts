import type { ErrorCode } from '@nastavnik/core/kernel';

/**
 * What a relay tells those who watch it: counts and durations in seconds, never an id, a name or
 * content. Called on the hot path, so an implementation adds to a counter and returns.
 */
export interface RelayObserver {
  /** A connection proved its device, or did not. */
  signedIn(result: 'accepted' | 'refused'): void;
  frame(direction: 'in' | 'out', type: string, bytes: number): void;
  /** The relay said no: to a frame, to changes or to a connection. */
  refused(code: ErrorCode): void;
  /** A document process answered for one batch of sync messages. */
  judged(seconds: number): void;
  /** From the frame that brought changes to the word that they are on disk. */
  acknowledged(seconds: number): void;
  /** One commit of changes, from the request to the disk; `changes` is how many it held. */
  committed(seconds: number, changes: number): void;
}

/** For relays that nobody watches. */
export const silentObserver: RelayObserver = {
  signedIn: () => undefined,
  frame: () => undefined,
  refused: () => undefined,
  judged: () => undefined,
  acknowledged: () => undefined,
  committed: () => undefined,
};
