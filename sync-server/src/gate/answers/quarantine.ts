import type { Principal } from '@nastavnik/core/access';
import type { LogId } from '@nastavnik/core/kernel';
import { limits, type SessionFrame } from '@nastavnik/core/protocol';
import type { Session } from '../session.ts';
import type { SessionServices } from '../session-services.ts';
import { refuse } from './refuse.ts';

type DecisionFrame = Extract<SessionFrame, { type: 'quarantine-decision' }>;

/** Late edits are for the curator of the organisation; its head stands in. */
export function mayCurate(principal: Principal, logId: LogId): boolean {
  return principal.memberships.some(
    (membership) =>
      membership.logId === logId &&
      membership.roles.some((role) => role === 'curator' || role === 'orgHead'),
  );
}

export function listQuarantine(
  session: Session,
  principal: Principal,
  logId: LogId,
  services: SessionServices,
): void {
  if (!mayCurate(principal, logId)) {
    return refuse(session, services, { about: 'quarantine', code: 'not-allowed', object: logId });
  }
  const all = services.store.quarantine(logId);
  const items = all.slice(0, limits.maxQuarantineItemsPerFrame).map((item) => {
    const { quarantineId, documentId, kind, kid, personId, receivedAtMs, changes } = item;
    return { quarantineId, documentId, kind, kid, personId, changes: changes.length, receivedAtMs };
  });
  session.send({ type: 'quarantine', logId, items, more: items.length < all.length });
}

export async function decideQuarantine(
  session: Session,
  principal: Principal,
  { quarantineId, decision, from = 0 }: DecisionFrame,
  services: SessionServices,
): Promise<void> {
  const { store, audit, clock } = services;
  const item = store.quarantineItem(quarantineId);
  if (item === undefined || !mayCurate(principal, item.logId)) {
    const refusal = { about: quarantineId, code: 'not-found', object: quarantineId } as const;
    return refuse(session, services, refusal);
  }
  const { documentId, kid, changes, logId } = item;
  const who = { kid: session.kid, personId: session.personId };
  const objects = [documentId, quarantineId, kid];
  if (decision === 'accept') {
    const page = pageOf(changes, from);
    const more = from + page.length < changes.length;
    if (from === 0) audit.note({ event: 'late-work-handed-out', ...who, objects });
    const type = 'quarantined-changes';
    return session.send({ type, quarantineId, documentId, kid, changes: page, from, more });
  }
  const atMs = clock.nowMs();
  await store.removeQuarantine(quarantineId, [
    { event: 'late-work-discarded', atMs, ...who, objects },
  ]);
  services.onQuarantine(logId, session);
  listQuarantine(session, principal, logId, services);
}

/** At least one change, and no more bytes than one upload has. */
function pageOf(changes: readonly Uint8Array[], from: number): Uint8Array[] {
  const page: Uint8Array[] = [];
  let bytes = 0;
  for (const change of changes.slice(from)) {
    bytes += change.length;
    if (page.length > 0 && bytes > limits.uploadSplitBytes) break;
    page.push(change);
  }
  return page;
}
