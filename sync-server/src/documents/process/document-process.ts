import type { DocumentId } from '@nastavnik/core/kernel';
import { isTrap } from '@nastavnik/core/judging';
import { loadAutomerge } from './load-automerge.ts';
import type { Answer, Ask, ProcessReply, ProcessRequest, RequestType } from './messages.ts';
import { OpenDocument } from './syncing/open-document.ts';
import { projectDocument, wordsOfRoadmap } from './project-document.ts';

/*
 * The child process that holds documents. It answers one question at a time, in order, so that the
 * relay knows which document was on the table when it dies.
 */
const documents = new Map<DocumentId, { kind: Ask<'open'>['kind']; open: OpenDocument }>();

type Handlers = {
  [Type in Exclude<RequestType, 'open' | 'close'>]: (
    document: OpenDocument,
    ask: Ask<Type>,
    kind: Ask<'open'>['kind'],
  ) => Answer<Type> | Promise<Answer<Type>>;
};

const none = { none: true } as const;

const handlers: Handlers = {
  join: (document, ask) => document.join(ask),
  leave: (document, { connection }) => {
    document.leave(connection);
    return none;
  },
  claim: (document, { claim }) => {
    document.claim(claim);
    return none;
  },
  receive: (document, ask) => document.receive(ask),
  image: (document) => document.image(),
  project: (document, _ask, kind) => ({ report: projectDocument(kind, document.content) }),
  words: (document, _ask, kind) => ({ value: wordsOfRoadmap(kind, document.content) }),
};

async function answer({ documentId, type, ask }: ProcessRequest): Promise<unknown> {
  if (type === 'open') {
    documents.get(documentId)?.open.close();
    const open = new OpenDocument(ask);
    documents.set(documentId, { kind: ask.kind, open });
    return { heads: open.heads };
  }
  const found = documents.get(documentId);
  if (type === 'close') {
    found?.open.close();
    documents.delete(documentId);
    return { residentBytes: process.memoryUsage.rss() };
  }
  if (found === undefined) throw new Error('document is not open');
  const handle = handlers[type] as (
    document: OpenDocument,
    ask: unknown,
    kind: Ask<'open'>['kind'],
  ) => unknown;
  return await handle(found.open, ask, found.kind);
}

const reply = (message: ProcessReply): void => {
  process.send?.(message);
};

let turn: Promise<void> = loadAutomerge().then(() => reply({ type: 'ready' }));

process.on('message', (request: ProcessRequest) => {
  turn = turn.then(async () => {
    try {
      reply({ type: 'answer', id: request.id, answer: await answer(request) });
    } catch (error) {
      // A trap leaves the wasm module unusable: only a new process helps.
      if (isTrap(error)) process.exit(70);
      const message = error instanceof Error ? error.message : 'unknown';
      reply({ type: 'failed', id: request.id, message });
    }
  });
});
process.on('disconnect', () => process.exit(0));
// The relay decides when to stop; a terminal's signal reaches the whole group.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
