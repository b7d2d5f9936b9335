import { principalOf, type MembershipState } from '@nastavnik/core/access';
import type { LogId } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import type { FollowerOptions } from './log-follower.ts';

/** What a log was read as: each line a role or a grant that opens bodies of entries. */
type Standing = ReadonlySet<string>;

const settingOf = (logId: LogId): string => `logReadAs ${logId}`;

/**
 * Reads a log anew from its first entry when this person's rights have grown: what was withheld from
 * them before is served now, and nobody sends it unasked. As whom a log was last read is kept in the
 * database, so that a reading that was cut short is begun again.
 */
export class LogRebuilder {
  readonly #options: FollowerOptions;
  readonly #gathered = new Map<LogId, unknown[]>();
  readonly #tried = new Set<LogId>();

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** A new connection: what was being gathered came over the last one. */
  forget(): void {
    this.#gathered.clear();
    this.#tried.clear();
  }

  /** Begins where rights have grown since the log was last read; `isFresh`: it was read just now. */
  async follow(logId: LogId, isFresh = false): Promise<void> {
    const state = this.#options.book.states.peek().get(logId);
    if (state === undefined || this.#gathered.has(logId)) return;
    const before = await this.#readAs(logId);
    const now = this.#standing(state);
    if (isFresh || !isGrown(before, now)) return this.#keep(logId, now);
    if (state.gaps.documents || state.gaps.members) this.#ask(logId);
    else await this.#grown(logId);
  }

  /** The relay names a document that the log as it is known here does not: once a connection. */
  lacks(logId: LogId): void {
    const { gaps } = this.#options.book.states.peek().get(logId) ?? {};
    if (!gaps?.documents || this.#tried.has(logId)) return;
    this.#tried.add(logId);
    this.#ask(logId);
  }

  /** Takes a part of a log that is being read anew; true once it has been taken over as a whole. */
  async take({ logId, entries, more }: ServerFrameOf<'log'>): Promise<boolean> {
    const { book, send } = this.#options;
    const gathered = this.#gathered.get(logId);
    const [first] = entries as readonly { envelope?: { seq?: number } }[];
    if (gathered === undefined || first?.envelope?.seq !== gathered.length) return false;
    gathered.push(...entries);
    const known = book.states.peek().get(logId)?.seq ?? -1;
    if (more || gathered.length <= known) {
      send({ type: 'log', logId, fromSeq: gathered.length });
      return false;
    }
    this.#gathered.delete(logId);
    const rebuilt = await book.rebuild(logId, gathered);
    if (rebuilt.ok) await this.#grown(logId);
    else this.#options.onForged();
    return rebuilt.ok;
  }

  #ask(logId: LogId): void {
    this.#gathered.set(logId, []);
    this.#options.send({ type: 'log', logId, fromSeq: 0 });
  }

  async #grown(logId: LogId): Promise<void> {
    const state = this.#options.book.states.peek().get(logId);
    if (state) await this.#keep(logId, this.#standing(state));
    await this.#options.onGrown();
  }

  #standing(state: MembershipState): Standing {
    const { book, context } = this.#options;
    const principal = principalOf(context.kid, book.states.peek().values());
    const roles = (principal?.memberships ?? []).flatMap((one) =>
      one.roles.map((role) => `${one.logId} ${role}`),
    );
    const grants = [...state.grants.values()].filter(
      ({ personId, revokedAtSeq }) =>
        personId === principal?.personId && revokedAtSeq === undefined,
    );
    return new Set([...roles, ...grants.map(({ grantId }) => grantId)]);
  }

  async #readAs(logId: LogId): Promise<Standing> {
    const kept = await this.#options.context.sources.db.get('settings', settingOf(logId));
    return new Set(typeof kept === 'string' ? kept.split('\n') : []);
  }

  async #keep(logId: LogId, standing: Standing): Promise<void> {
    const text = [...standing].toSorted().join('\n');
    const { db } = this.#options.context.sources;
    if ((await db.get('settings', settingOf(logId))) === text) return;
    await db.put('settings', text, settingOf(logId));
  }
}

const isGrown = (before: Standing, now: Standing): boolean =>
  [...now].some((one) => !before.has(one));
