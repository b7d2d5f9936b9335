import * as A from '@automerge/automerge/slim';
import { signingKeysOf, verifyApproval } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { pump } from '../platform/pump.ts';
import type { World } from '../world/world.ts';

const short = (hash: string): string => hash.slice(0, 8);

const isKnown = ({ relay }: World, documentId: DocumentId, hash: ChangeHash): boolean =>
  relay.store.knownHashes(documentId, [hash]).length > 0;

/** What a relay called durable is there after all its deaths. */
export function lostPromises(world: World): readonly string[] {
  return [...world.ledger.durable].flatMap(([documentId, heads]) =>
    [...heads]
      .filter((head) => !isKnown(world, documentId, head))
      .map((head) => `${short(head)} of ${short(documentId)} was called durable and is gone`),
  );
}

/** What a device said it kept is at the relay, waits in sight, or is a draft with its reason. */
export async function lostWork(world: World): Promise<readonly string[]> {
  const { ledger, relay, scheduler, school } = world;
  const late = relay.store.quarantine(school.logId).flatMap(({ hashes }) => hashes);
  const found: string[] = [];
  for (const device of world.devices) {
    const safe = new Set([
      ...late,
      ...ledger.replaced,
      ...(await pump(
        scheduler,
        device.run(() => device.waiting()),
      )),
      ...(await pump(
        scheduler,
        device.run(() => device.draftedIn()),
      )),
    ]);
    for (const { documentId, hash } of ledger.made.filter((one) => one.device === device.name)) {
      if (safe.has(hash) || isKnown(world, documentId, hash)) continue;
      found.push(`${device.name} kept ${short(hash)} of ${short(documentId)}, and it is nowhere`);
    }
  }
  return found;
}

/** What a relay refused is with nobody else, and a draft at home where it was one's own work. */
export async function spreadRefusals(world: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { device, documentId, hashes, code } of world.ledger.rejections) {
    for (const hash of hashes) {
      const name = `${short(hash)} of ${short(documentId)}, refused to ${device} (${code}),`;
      if (isKnown(world, documentId, hash)) found.push(`${name} is at the relay`);
      for (const other of world.devices) {
        const doc = other.docOf(documentId);
        if (doc && A.hasHeads(doc, [hash])) found.push(`${name} is shown by ${other.name}`);
      }
    }
  }
  return found;
}

/** What a member's own program made up is nowhere. */
export function acceptedForgeries(world: World): readonly string[] {
  return world.ledger.forged
    .filter(({ documentId, hash }) => isKnown(world, documentId, hash))
    .map(({ documentId, hash }) => `the forged ${short(hash)} of ${short(documentId)} was taken`);
}

/** A signature that was good once is good for ever. */
export async function brokenApprovals(world: World): Promise<readonly string[]> {
  const state = world.relay.logs.get(world.school.logId);
  if (state === undefined) return ['the log is gone'];
  const found: string[] = [];
  for (const approval of world.ledger.approvals) {
    const verdict = await pump(
      world.scheduler,
      verifyApproval(approval, { publicKeyOf: signingKeysOf(state) }),
    );
    if (verdict === 'invalid') found.push(`the signature ${short(approval.sig)} is no longer good`);
  }
  return found;
}
