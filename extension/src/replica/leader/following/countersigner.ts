import {
  approvalHash,
  approvalSchema,
  verifyCountersignature,
  type Approval,
} from '@nastavnik/core/access';
import { approvalsCommands, type Approvals } from '@nastavnik/core/documents';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import type { OpenDocument } from '../../documents/open/open-document.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';

export interface CountersignerOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly send: (frame: ClientFrame) => boolean;
}

/** The content signed may reach the relay later than the signature; more often than this it will not. */
const maxAsked = 5;

/** Has the relay's time put to this device's signatures, and keeps it beside them. */
export class Countersigner {
  readonly #options: CountersignerOptions;
  readonly #asked = new Map<string, number>();

  constructor(options: CountersignerOptions) {
    this.#options = options;
  }

  /** The relay has taken something: now it may know what was signed. */
  relayHas(): void {
    for (const { approval } of this.#unconfirmed()) {
      const hash = approvalHash(approval);
      const times = this.#asked.get(hash) ?? 0;
      if (times >= maxAsked || approval.signer.kid !== this.#options.context.kid) continue;
      if (this.#options.send({ type: 'countersign', approval })) this.#asked.set(hash, times + 1);
    }
  }

  /** Kept only when it is the word of the log's own sequencer on this very record. */
  async take(frame: ServerFrameOf<'countersigned'>): Promise<void> {
    const { book } = this.#options;
    for (const { document, id, approval } of this.#unconfirmed()) {
      if (approvalHash(approval) !== frame.approvalHash) continue;
      const logId = book.records.peek().get(approval.docId)?.logId;
      const relay = logId && book.states.peek().get(logId)?.sequencer;
      const { countersignature } = frame;
      if (!relay || !(await verifyCountersignature(relay, approval, countersignature))) continue;
      const args = { id, countersignature };
      await document.change('countersign', approvalsCommands.addCountersignature, args);
    }
  }

  #unconfirmed(): { document: OpenDocument; id: string; approval: Approval }[] {
    const { context, registry } = this.#options;
    return registry.openIds.flatMap((documentId) => {
      const document = registry.find(documentId);
      if (document === undefined || context.kindOf(documentId) !== 'approvals') return [];
      const { records = [] } = (document.view.peek()?.value ?? {}) as Partial<Approvals>;
      return records.flatMap(({ id, record, countersignature }) => {
        const { data: approval } = approvalSchema.safeParse(record);
        return approval && countersignature === undefined ? [{ document, id, approval }] : [];
      });
    });
  }
}
