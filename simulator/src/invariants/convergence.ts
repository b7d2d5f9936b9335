import { decide, principalOf, type Principal } from '@nastavnik/core/access';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { SimulatedDevice } from '../devices/simulated-device.ts';
import type { World } from '../world/world.ts';

const short = (heads: readonly string[]): string =>
  heads
    .map((head) => head.slice(0, 8))
    .toSorted()
    .join('+') || 'nothing';

/** What still differs: documents, logs, and work that waits. Empty when all is at rest. */
export function disagreements(world: World): readonly string[] {
  const { relay, devices } = world;
  if (relay.logs.size === 0) return ['the relay does not run'];
  return devices.flatMap((device) =>
    device.replica === undefined ? [`${device.name} does not run`] : differencesOf(world, device),
  );
}

function differencesOf(world: World, device: SimulatedDevice): readonly string[] {
  const { relay, school } = world;
  const { replica, kid, name } = device;
  const principal = kid && principalOf(kid, relay.logs.values());
  if (replica === undefined || !principal || principal.memberships.length === 0) return [];
  const found: string[] = [];
  const own = replica.membership.peek().get(school.logId);
  const theirs = relay.logs.get(school.logId);
  const isMember = principal.memberships.some(({ roles }) => roles.length > 0);
  if (isMember && own?.headHash !== theirs?.headHash) {
    found.push(`${name} knows the log up to ${own?.seq}, the relay up to ${theirs?.seq}`);
  }
  const roles = own?.members.get(device.personId)?.roles.join();
  if (roles !== theirs?.members.get(device.personId)?.roles.join()) {
    found.push(`${name} takes itself for ${roles}`);
  }
  const sync = replica.sync.peek();
  if (sync.connection !== 'online') found.push(`${name} is ${sync.connection}`);
  for (const { documentId, hash, label } of sync.waiting) {
    // Kept only after the relay had confirmed it: safe, and taken off the list at the next start.
    if (relay.store.knownHashes(documentId, [hash]).length > 0) continue;
    found.push(`${name}: ${short([hash])} (${label}) of ${short([documentId])} still waits`);
  }
  for (const { entryId, type, refused } of replica.entries.peek()) {
    if (refused === undefined) found.push(`${name}: entry ${type} ${entryId} still waits`);
  }
  return [...found, ...documentDifferences(world, device, principal)];
}

function mayRead({ relay, school }: World, principal: Principal, documentId: DocumentId): boolean {
  const document = relay.logs.get(school.logId)?.documents.get(documentId)?.record;
  return document !== undefined && decide({ principal, document, operation: 'read' }).allow;
}

function documentDifferences(
  world: World,
  device: SimulatedDevice,
  principal: Principal,
): readonly string[] {
  const { relay, documents } = world;
  return documents.flatMap(({ documentId, kind }) => {
    const row = relay.store.document(documentId);
    if (row === undefined || row.heads.length === 0) return [];
    if (!mayRead(world, principal, documentId)) return [];
    const heads = device.handle(documentId)?.view.peek()?.heads ?? [];
    if (short(heads) === short(row.heads)) return [];
    const id = documentId.slice(0, 8);
    return [
      `${device.name} has ${kind} ${id} at ${short(heads)}, the relay at ${short(row.heads)}`,
    ];
  });
}
