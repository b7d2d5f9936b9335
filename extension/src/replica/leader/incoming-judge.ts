import * as A from '@automerge/automerge/slim';
import type { DocumentId, Refusal } from '@nastavnik/core/kernel';
import type { DocumentContext } from '../documents/open/document-context.ts';
import type { DocumentRegistry } from '../documents/open/document-registry.ts';
import type { MembershipBook } from '../membership/membership-book.ts';
import { judgeIncoming } from '../network/judge-incoming.ts';
import type { ClaimForwarder } from './claim-forwarder.ts';

export interface IncomingJudgeOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly claims: ClaimForwarder;
  /** Settles when logs and claims that came before have been taken in. */
  readonly settled: () => Promise<void>;
}

/** Judges what a relay brings for one document by what this device knows of it. */
export class IncomingJudge {
  readonly #options: IncomingJudgeOptions;

  constructor(options: IncomingJudgeOptions) {
    this.#options = options;
  }

  /** `document-unavailable` for a document no log announces: nobody asked for it. */
  async judge(documentId: DocumentId, data: Uint8Array): Promise<Refusal | undefined> {
    const refusal = this.#judge(documentId, data, new Set());
    if (refusal === undefined) return undefined;
    const { claims, context, settled } = this.#options;
    await settled();
    const waiting = context.outbox.waitingFor(documentId).map(({ hash }) => hash);
    const own = await claims.ownOf(documentId);
    return this.#judge(documentId, data, new Set([...own, ...waiting]));
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
