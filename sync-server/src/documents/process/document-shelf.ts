import type { DocumentId } from '@nastavnik/core/kernel';
import type { Answer, Ask, ProcessRequest, RequestType } from './messages.ts';
import { OpenDocument } from './judging/open-document.ts';
import { projectDocument, wordsOfRoadmap } from './project-document.ts';

type Kind = Ask<'open'>['kind'];

type Handlers = {
  [Type in Exclude<RequestType, 'open' | 'close' | 'receive'>]: (
    document: OpenDocument,
    ask: Ask<Type>,
    kind: Kind,
  ) => Answer<Type>;
};

const none = { none: true } as const;

const handlers: Handlers = {
  leave: (document, { connection }) => {
    document.leave(connection);
    return none;
  },
  claim: (document, { claim }) => {
    document.claim(claim);
    return none;
  },
  recall: (document, { hashes }) => ({ changes: document.recall(hashes) }),
  image: (document) => document.image(),
  project: (document, _ask, kind) => ({ report: projectDocument(kind, document.content) }),
  words: (document, _ask, kind) => ({ value: wordsOfRoadmap(kind, document.content) }),
};

/** The documents one process holds, and its answers to questions about them. */
export class DocumentShelf {
  readonly #documents = new Map<DocumentId, { kind: Kind; open: OpenDocument }>();
  readonly #residentBytes: () => number;

  constructor(residentBytes: () => number) {
    this.#residentBytes = residentBytes;
  }

  async answer({ documentId, type, ask }: ProcessRequest): Promise<unknown> {
    if (type === 'open') {
      this.#documents.get(documentId)?.open.close();
      const open = new OpenDocument(ask);
      this.#documents.set(documentId, { kind: ask.kind, open });
      return { heads: open.heads };
    }
    const found = this.#documents.get(documentId);
    if (type === 'close') {
      this.#drop(documentId);
      return { residentBytes: this.#residentBytes() };
    }
    if (found === undefined) throw new Error('document is not open');
    if (type === 'receive') {
      const judgement = await found.open.receive(ask);
      if (judgement.isSpoilt) this.#drop(documentId);
      return judgement;
    }
    const handle = handlers[type] as (document: OpenDocument, ask: unknown, kind: Kind) => unknown;
    return handle(found.open, ask, found.kind);
  }

  #drop(documentId: DocumentId): void {
    this.#documents.get(documentId)?.open.close();
    this.#documents.delete(documentId);
  }
}
