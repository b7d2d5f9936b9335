import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createJournal, usualSize, type JournalSize } from './journal.ts';
import { journalPage, journalScript, journalStyle } from './journal-page.ts';

export interface Portal {
  /** Address of the journal. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a generated journal on 127.0.0.1, with the strict policy that real portals have. */
export async function startPortal(size: JournalSize = usualSize): Promise<Portal> {
  const journal = createJournal(size);
  const pages: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/journal/7a': ['text/html', journalPage(journal)],
    '/journal.js': ['text/javascript', journalScript(journal)],
    '/journal.css': ['text/css', journalStyle],
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const [path = ''] = (request.url ?? '').split('?');
    const [type, body] = pages[path] ?? ['text/plain', 'not found'];
    response.writeHead(path in pages ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'",
    });
    response.end(body);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/journal/7a`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
