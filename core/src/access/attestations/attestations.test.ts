import { describe, expect, it } from 'vitest';
import {
  contentHash,
  createDocumentId,
  systemRandom,
  type ChangeHash,
} from '../../kernel/index.ts';
import { createDeviceKey } from '../keys/device-key.ts';
import { publicKeyOf } from '../keys/public-key.ts';
import { signAttestation, verifyAttestation } from './attestation.ts';
import { signReceipt, verifyReceipt } from './receipt.ts';

const hash = (name: string) => contentHash(name) as ChangeHash;

describe('attestations', () => {
  it('hold for these changes of this document by this device, in any order', async () => {
    const device = await createDeviceKey();
    const other = await createDeviceKey();
    const documentId = createDocumentId(systemRandom);
    const claim = { documentId, hashes: [hash('a'), hash('b')] };
    const sig = await signAttestation(device.signer, claim);
    const key = publicKeyOf(device.signer);
    expect(await verifyAttestation(key, { ...claim, hashes: [hash('b'), hash('a')] }, sig)).toBe(
      true,
    );
    expect(await verifyAttestation(key, { ...claim, hashes: [hash('a')] }, sig)).toBe(false);
    expect(await verifyAttestation(publicKeyOf(other.signer), claim, sig)).toBe(false);
    const sibling = { ...claim, documentId: createDocumentId(systemRandom) };
    expect(await verifyAttestation(key, sibling, sig)).toBe(false);
  });

  it('are receipted by one relay at one time, for one device', async () => {
    const relay = await createDeviceKey();
    const device = await createDeviceKey();
    const documentId = createDocumentId(systemRandom);
    const { kid } = device.signer;
    const receipt = { documentId, hashes: [hash('a')], kid, atMs: 1_760_000_000_000 };
    const sig = await signReceipt(relay.signer, receipt);
    const key = publicKeyOf(relay.signer);
    expect(await verifyReceipt(key, receipt, sig)).toBe(true);
    expect(await verifyReceipt(key, { ...receipt, atMs: receipt.atMs - 1 }, sig)).toBe(false);
    expect(await verifyReceipt(key, { ...receipt, kid: relay.signer.kid }, sig)).toBe(false);
    expect(await verifyReceipt(publicKeyOf(device.signer), receipt, sig)).toBe(false);
  });
});
