import { isTrap } from '@nastavnik/core/judging';
import { DocumentShelf } from './document-shelf.ts';
import { loadAutomerge } from './load-automerge.ts';
import type { ProcessReply, ProcessRequest } from './messages.ts';

/*
 * The child process that holds documents. It answers one question at a time, in order, so that the
 * relay knows which document was on the table when it dies.
 */
const shelf = new DocumentShelf(() => process.memoryUsage.rss());

const reply = (message: ProcessReply): void => {
  process.send?.(message);
};

let turn: Promise<void> = loadAutomerge().then(() => reply({ type: 'ready' }));

process.on('message', (request: ProcessRequest) => {
  turn = turn.then(async () => {
    try {
      reply({ type: 'answer', id: request.id, answer: await shelf.answer(request) });
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
