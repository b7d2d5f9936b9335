import {
  base64url,
  type Clock,
  type KeyId,
  type PersonId,
  type RandomSource,
} from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';

/** Who holds a redeemed ticket. `kid` is absent for one issued on the command line. */
export interface TicketHolder {
  readonly personId: PersonId;
  readonly kid?: KeyId;
}

export interface Ticket {
  readonly ticket: string;
  readonly expiresAtMs: number;
}

/** One-use tickets to the relay's pages. They live in memory: a restart voids them. */
export class TicketOffice {
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #issued = new Map<string, TicketHolder & { readonly expiresAtMs: number }>();

  constructor(clock: Clock, random: RandomSource) {
    this.#clock = clock;
    this.#random = random;
  }

  issue(holder: TicketHolder): Ticket {
    const nowMs = this.#clock.nowMs();
    for (const [ticket, { expiresAtMs }] of this.#issued) {
      if (expiresAtMs < nowMs) this.#issued.delete(ticket);
    }
    const ticket = base64url.encode(this.#random.bytes(32));
    const expiresAtMs = nowMs + limits.ticketLifetimeMs;
    this.#issued.set(ticket, { ...holder, expiresAtMs });
    return { ticket, expiresAtMs };
  }

  redeem(ticket: string): TicketHolder | undefined {
    const found = this.#issued.get(ticket);
    this.#issued.delete(ticket);
    if (found === undefined || found.expiresAtMs < this.#clock.nowMs()) return undefined;
    const { personId, kid } = found;
    return { personId, ...(kid && { kid }) };
  }
}
