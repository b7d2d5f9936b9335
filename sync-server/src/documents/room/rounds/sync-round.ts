import type { DocumentRecord } from '@nastavnik/core/access';
import { parseSyncMessage, type ParsedSyncMessage } from '@nastavnik/core/judging';
import { ok, type ErrorCode, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { Judgement } from '../../process/messages.ts';
import type { JudgedDocument } from '../keeping/judged-document.ts';
import { graphFor, type RoomMembers } from '../members/room-members.ts';
import type { RoomServices } from '../room-services.ts';
import type { SyncTask } from './room-task.ts';
import type { SettledRejection } from './settle-judgement.ts';
import { Conversation } from '../syncing/conversation.ts';
import type { DocumentHistory } from '../syncing/document-history.ts';

interface RoundMessage {
  readonly task: SyncTask;
  readonly parsed: Result<ParsedSyncMessage, Refusal>;
  /** Its place among those that go to the document's process. */
  readonly askedPlace: number | undefined;
}

const nothingJudged: Judgement = { rejections: [], late: [], waiting: [], isSpoilt: false };

/** Several sync messages taken together: one judgement, one transaction, one round of answers. */
export class SyncRound {
  readonly #members: RoomMembers;
  readonly #messages: RoundMessage[] = [];
  readonly #askedMessages: RoundMessage[] = [];

  /** While there is no room for changes people are read to, and keep theirs. */
  constructor(tasks: readonly SyncTask[], members: RoomMembers, hasRoom: boolean) {
    this.#members = members;
    for (const task of tasks) {
      const read = parseSyncMessage(task.data);
      const parsed = read.ok && !hasRoom ? ok({ ...read.value, changes: [] }) : read;
      const isAsked = parsed.ok && parsed.value.changes.length > 0;
      const askedPlace = isAsked ? this.#askedMessages.length : undefined;
      const message = { task, parsed, askedPlace };
      this.#messages.push(message);
      if (isAsked) this.#askedMessages.push(message);
    }
  }

  get senders(): ReadonlySet<string> {
    return new Set(this.#messages.map(({ task }) => task.subscriber.connection));
  }

  /** How many of its messages bring changes. */
  get writings(): number {
    return this.#askedMessages.length;
  }

  /** Only changes go to the process; who merely says what it has is answered without it. */
  async judge(
    document: JudgedDocument,
    record: DocumentRecord,
    { standing }: RoomServices,
  ): Promise<Judgement> {
    if (this.writings === 0) return nothingJudged;
    const messages = this.#askedMessages.flatMap(({ task: { subscriber }, parsed }) => {
      const { connection, kid } = subscriber;
      const member = this.#members.get(connection);
      if (member === undefined || !parsed.ok) return [];
      const { mode, refusedWith } = member.conversation;
      const chunks = parsed.value.changes;
      return [{ connection, author: standing(kid), mode, refusedWith, chunks }];
    });
    return document.ask('receive', { record, messages });
  }

  /** Every refusal of the round, of messages that cannot be read as well. */
  rejections(judgement: Judgement): SettledRejection[] {
    return this.#messages.flatMap(({ task, parsed, askedPlace }) => {
      const { connection } = task.subscriber;
      if (!parsed.ok) return [{ connection, hashes: [], ...parsed.error }];
      return judgement.rejections
        .filter(({ place }) => place === askedPlace)
        .map(({ hashes, code, params }) => ({
          connection,
          hashes,
          code,
          ...(params && { params }),
        }));
    });
  }

  /** Who was refused reads from now on; everybody else is heard, with what was accepted in place. */
  hear(judgement: Judgement, history: DocumentHistory): void {
    for (const { connection, hashes, missing } of judgement.waiting) {
      const member = this.#members.get(connection);
      if (member) member.conversation.staged = { hashes, missing };
    }
    const lastRefused = this.#lastRefused(judgement);
    for (const [place, { task, parsed }] of this.#messages.entries()) {
      const member = this.#members.get(task.subscriber.connection);
      if (member === undefined) continue;
      const refused = lastRefused.get(task.subscriber.connection);
      if (refused && place < refused.place) continue;
      if (refused?.place === place) {
        this.#members.set(member.subscriber, new Conversation('read', refused.code));
      } else if (parsed.ok) {
        member.conversation.hear(parsed.value, graphFor(member.conversation, history));
      }
    }
  }

  /** For each connection that may write no more: the message that did it, and why. */
  #lastRefused({ rejections }: Judgement): Map<string, { place: number; code: ErrorCode }> {
    const refused = new Map<string, { place: number; code: ErrorCode }>();
    for (const [place, { task, parsed, askedPlace }] of this.#messages.entries()) {
      const { connection } = task.subscriber;
      if (this.#members.get(connection)?.conversation.mode !== 'write') continue;
      const rejection = parsed.ok
        ? rejections.find((one) => one.place === askedPlace)
        : parsed.error;
      if (rejection) refused.set(connection, { place, code: rejection.code });
    }
    return refused;
  }
}
