import 'fake-indexeddb/auto';
import {
  createDeviceKey,
  publicKeyOf,
  signAttestation,
  signReceipt,
  type DeviceKey,
} from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, KeyId } from '@nastavnik/core/kernel';
import type { ClientFrame } from '@nastavnik/core/protocol';
import { expect, it } from 'vitest';
import { openPersonDatabase } from '../../storage/person-database.ts';
import { ClaimForwarder } from './claim-forwarder.ts';

const documentId = 'document' as DocumentId;
const [own, stranger] = ['own', 'stranger'] as unknown as KeyId[];
const hash = (text: string): ChangeHash => text as ChangeHash;
const receipt = { atMs: 1, sig: 'receipt' };

const actorOf = (author: string | undefined): string => `actor of ${author ?? 'nobody'}`;

async function forwarderFor(device: DeviceKey) {
  const db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  const sent: ClientFrame[] = [];
  const forwarder = new ClaimForwarder({
    db,
    kid: own as KeyId,
    send: (frame) => sent.push(frame) > 0,
    own: { seen: () => undefined },
    authorsOf: () => new Map([[actorOf(device.signer.kid), device.signer.kid]]),
    deviceKey: (kid) => (kid === device.signer.kid ? publicKeyOf(device.signer) : undefined),
  });
  return { db, sent, forwarder };
}
const change = (name: string, author: string | undefined, ...deps: string[]) => ({
  hash: hash(name),
  deps: deps.map(hash),
  bytes: new Uint8Array(),
  actor: actorOf(author),
  ...(author !== undefined && { author }),
});

it('[S4] sends a colleague’s claim ahead and holds back what nothing vouches for', async () => {
  const device = await createDeviceKey();
  const colleague = device.signer.kid;
  const { sent, forwarder } = await forwarderFor(device);
  const hashes = [hash('c2')];
  const sig = await signAttestation(device.signer, { documentId, hashes });
  await forwarder.keep({ type: 'attested', documentId, author: colleague, hashes, sig, receipt });
  const born = change('g', undefined);
  // Only an actor's first change names its author.
  const second = { ...change('c2', undefined, 'c1', 's1'), actor: actorOf(colleague) };
  const vouched = [change('c1', colleague, 'g'), second];
  const mine = change('o1', own, 'c2');
  const forged = [change('s1', stranger, 'g'), change('c3', colleague, 'c2')];
  const allowed = await forwarder.forward(documentId, [born, ...vouched, mine, ...forged]);
  expect(allowed.map((one) => one.hash)).toEqual(['g', 'c1', 'c2', 'o1']);
  const claim = { type: 'attest', documentId, author: colleague, hashes: ['c2'], sig };
  expect(sent).toEqual([{ ...claim, receipt }]);
  expect(await forwarder.forward(documentId, [mine])).toEqual([mine]);
  expect(sent).toHaveLength(1);
});

it('[A17] keeps no claim made for another document, and no receipt but the relay’s own', async () => {
  const [device, relay] = [await createDeviceKey(), await createDeviceKey()];
  const { db, forwarder } = await forwarderFor(device);
  const author = device.signer.kid;
  const hashes = [hash('c1')];
  const sig = await signAttestation(device.signer, { documentId, hashes });
  const sibling = 'sibling' as DocumentId;
  const claim = { type: 'attested', author, hashes, receipt } as const;
  await forwarder.keep({ ...claim, documentId: sibling, sig });
  await forwarder.keep({ ...claim, documentId, hashes: [hash('c2')], sig });
  await forwarder.keep({ ...claim, documentId, author: stranger as KeyId, sig });
  const taken = { documentId, hashes, kid: own as KeyId, atMs: 1 };
  const signed = await signReceipt(relay.signer, taken);
  const said = { type: 'receipt', documentId, hashes, atMs: 1 } as const;
  await forwarder.keepReceipt({ ...said, sig: signed });
  forwarder.met(publicKeyOf(relay.signer));
  await forwarder.keepReceipt({ ...said, documentId: sibling, sig: signed });
  await forwarder.keepReceipt({ ...said, atMs: 2, sig: signed });
  expect(await db.getAll('receipts')).toEqual([]);
  await forwarder.keepReceipt({ ...said, sig: signed });
  await forwarder.keep({ ...claim, documentId, sig });
  expect(await db.count('receipts')).toBe(2);
  expect(await forwarder.ownOf(documentId)).toEqual(new Set(hashes));
});
