import 'fake-indexeddb/auto';
import type { ChangeHash, DocumentId, KeyId } from '@nastavnik/core/kernel';
import type { ClientFrame } from '@nastavnik/core/protocol';
import { expect, it } from 'vitest';
import { openPersonDatabase } from '../storage/person-database.ts';
import { ClaimForwarder } from './claim-forwarder.ts';

const documentId = 'document' as DocumentId;
const [own, colleague, stranger] = ['own', 'colleague', 'stranger'] as unknown as KeyId[];
const hash = (text: string): ChangeHash => text as ChangeHash;
const change = (name: string, author: string | undefined, ...deps: string[]) => ({
  hash: hash(name),
  deps: deps.map(hash),
  bytes: new Uint8Array(),
  ...(author !== undefined && { author }),
});

it('[S4] sends a colleague’s claim ahead and holds back what nothing vouches for', async () => {
  const db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  const sent: ClientFrame[] = [];
  const forwarder = new ClaimForwarder(db, own as KeyId, (frame) => sent.push(frame) > 0);
  await forwarder.keep({
    type: 'attested',
    documentId,
    author: colleague as KeyId,
    hashes: [hash('c2')],
    sig: 'claim',
    receipt: { atMs: 1, sig: 'receipt' },
  });
  const born = change('g', undefined);
  const vouched = [change('c1', colleague, 'g'), change('c2', colleague, 'c1', 's1')];
  const mine = change('o1', own, 'c2');
  const forged = [change('s1', stranger, 'g'), change('c3', colleague, 'c2')];
  const allowed = await forwarder.forward(documentId, [born, ...vouched, mine, ...forged]);
  expect(allowed.map((one) => one.hash)).toEqual(['g', 'c1', 'c2', 'o1']);
  const receipt = { atMs: 1, sig: 'receipt' };
  const claim = { type: 'attest', documentId, author: colleague, hashes: ['c2'], sig: 'claim' };
  expect(sent).toEqual([{ ...claim, receipt }]);
  expect(await forwarder.forward(documentId, [mine])).toEqual([mine]);
  expect(sent).toHaveLength(1);
});
