import { createServer } from 'node:http';
import type { Attack } from './attack.ts';
import { hostilePage } from './hostile-page.ts';

export interface HostileSite {
  /** The page of an attack. The path is one for all: a note made on it belongs to each. */
  urlOf(attack: string): string;
  close(): Promise<void>;
}

/** Serves the attacks on 127.0.0.1 with no policy at all: the page may do whatever it likes. */
export async function startHostileSite(attacks: readonly Attack[]): Promise<HostileSite> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('attack');
    const attack = attacks.find((one) => one.name === name) ?? { name: '', leaves: 'marked' };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(hostilePage(attack));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    urlOf: (attack) => `http://127.0.0.1:${port}/journal?attack=${encodeURIComponent(attack)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
