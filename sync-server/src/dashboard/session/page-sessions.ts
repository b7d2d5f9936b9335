import { base64url, contentHash, type Clock, type RandomSource } from '@nastavnik/core/kernel';
import type { TicketHolder } from '../../relay/relay.ts';

interface PageSession {
  readonly holder: TicketHolder;
  readonly expiresAtMs: number;
}

/** More than a district has staff; the oldest goes first. */
const maxSessions = 1_000;

/** Who is signed in to the district's pages. In memory: a restart asks for a new ticket. */
export interface PageSessions {
  /** Opens a session and returns its token, which only the cookie holds. */
  open(holder: TicketHolder): string;
  holderOf(token: string | undefined): TicketHolder | undefined;
  readonly lifetimeMs: number;
}

export function createPageSessions(options: {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly lifetimeMs: number;
}): PageSessions {
  const { clock, random, lifetimeMs } = options;
  const sessions = new Map<string, PageSession>();
  const forget = (): void => {
    for (const [key, { expiresAtMs }] of sessions) {
      if (expiresAtMs <= clock.nowMs() || sessions.size >= maxSessions) sessions.delete(key);
    }
  };
  return {
    lifetimeMs,
    open: (holder) => {
      forget();
      const token = base64url.encode(random.bytes(32));
      // Kept by its hash, so that a look-up takes the same time for every guess.
      sessions.set(contentHash(token), { holder, expiresAtMs: clock.nowMs() + lifetimeMs });
      return token;
    },
    holderOf: (token) => {
      if (token === undefined) return undefined;
      const session = sessions.get(contentHash(token));
      return session !== undefined && session.expiresAtMs > clock.nowMs()
        ? session.holder
        : undefined;
    },
  };
}
