import * as A from '@automerge/automerge/slim';
import type { DocumentId, Refusal } from '@nastavnik/core/kernel';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import { judgeIncoming } from '../../network/judge-incoming.ts';
import type { PersonDatabase } from '../../storage/person-database.ts';
import type { ClaimForwarder } from './claim-forwarder.ts';
import type { OwnClaims } from './own-claims.ts';

/** How long a claim may lag behind the changes it is for. */
const claimLimitMs = 3_000;

export interface IncomingJudgeOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly claims: ClaimForwarder;
  readonly own: OwnClaims;
  /** Settles when logs and claims that came before have been taken in. */
  readonly settled: () => Promise<void>;
}

/** Judges what a relay brings for one document by what this device knows of it. */
export class IncomingJudge {
  readonly #options: IncomingJudgeOptions;

  constructor(options: IncomingJudgeOptions) {
    this.#options = options;
  }

  /**
   * `document-unavailable` for a document no log announces: nobody asked for it. Where a copy of
   * this profile works on another computer, its changes come just before its claim to them.
   */
  async judge(documentId: DocumentId, data: Uint8Array): Promise<Refusal | undefined> {
    const first = this.#judge(documentId, data, new Set());
    if (first === undefined) return undefined;
    const { own, settled } = this.#options;
    await settled();
    for (;;) {
      const claim = own.whenSeen(documentId, claimLimitMs);
      const refusal = this.#judge(documentId, data, await this.#claimed(documentId));
      if (refusal?.code !== 'author-forged' || !(await claim)) return refusal;
    }
  }

  async #claimed(documentId: DocumentId): Promise<ReadonlySet<string>> {
    const { claims, context, own } = this.#options;
    const waiting = context.outbox.waitingFor(documentId).map(({ hash }) => hash);
    const kept = await claims.ownOf(documentId);
    const drafted = await draftedChanges(context.sources.db, documentId);
    return new Set<string>([...kept, ...waiting, ...drafted, ...own.of(documentId)]);
  }

  #judge(
    documentId: DocumentId,
    data: Uint8Array,
    claimed: ReadonlySet<string>,
  ): Refusal | undefined {
    const { context, registry, book } = this.#options;
    const kind = context.kindOf(documentId);
    if (kind === undefined) return { code: 'document-unavailable' };
    const doc = registry.find(documentId)?.doc;
    return judgeIncoming(data, {
      kind,
      kid: context.kid,
      claimed,
      isHere: (hash) => doc !== undefined && A.hasHeads(doc, [hash]),
      authorOf: (actor) =>
        doc && book.devices().find((kid) => A.getActorsForAuthor(doc, kid).includes(actor)),
      isDevice: (kid) => book.mayLackDevices || book.device(kid) !== undefined,
    });
  }
}

/** Own work that was put aside unjudged: the relay may have taken it before that. */
async function draftedChanges(
  db: PersonDatabase,
  documentId: DocumentId,
): Promise<readonly string[]> {
  const drafts = await db.getAll('drafts');
  return drafts
    .filter((draft) => draft.documentId === documentId)
    .flatMap(({ changes }) => changes.map((bytes) => A.decodeChange(bytes).hash));
}
