import type { KeyId } from '@nastavnik/core/kernel';
import type { PersonDatabase } from '../storage/person-database.ts';
import type { MembershipBook } from './membership-book.ts';

/**
 * Which relay is this person's. Before any log is known it is the one the invitation named; from
 * then on the one the logs name as their sequencer, so that a handover moves everybody and a relay
 * that was replaced is not believed any more, whoever has its key by now.
 */
export class RelayTrust {
  readonly #db: PersonDatabase;
  readonly #book: MembershipBook;
  #kid: KeyId | undefined;

  constructor(db: PersonDatabase, book: MembershipBook, relayKid: KeyId | undefined) {
    this.#db = db;
    this.#book = book;
    this.#kid = relayKid;
  }

  isTrusted(kid: KeyId): boolean {
    const states = [...this.#book.states.peek().values()];
    if (states.length > 0) return states.some(({ sequencer }) => sequencer.kid === kid);
    return this.#kid === undefined || this.#kid === kid;
  }

  /** Remembers the relay that was signed in to. */
  async keep(kid: KeyId): Promise<void> {
    if (this.#kid === kid) return;
    this.#kid = kid;
    const profile = await this.#db.get('profile', 'profile');
    if (profile) await this.#db.put('profile', { ...profile, relayKid: kid }, 'profile');
  }
}
