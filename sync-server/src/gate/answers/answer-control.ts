import type { MembershipState, Principal, SequencedEntry } from '@nastavnik/core/access';
import type { LogId, Refusal } from '@nastavnik/core/kernel';
import { limits, type SessionFrame } from '@nastavnik/core/protocol';
import { catalogueAfter } from './catalogue.ts';
import type { Session } from '../session.ts';
import type { SessionServices } from '../session-services.ts';

export type ControlFrame = Extract<
  SessionFrame,
  {
    type: 'catalogue' | 'log' | 'submit' | 'ticket' | 'quarantine' | 'quarantine-decision' | 'ping';
  }
>;
type FrameOf<Type extends ControlFrame['type']> = Extract<ControlFrame, { type: Type }>;

/** Answers the frames that are not about the content of a document. */
export async function answerControl(
  session: Session,
  principal: Principal | undefined,
  frame: ControlFrame,
  services: SessionServices,
): Promise<void> {
  if (frame.type === 'ping') {
    const serverTimeMs = services.clock.nowMs();
    return session.send({ type: 'pong', atMs: frame.atMs, serverTimeMs });
  }
  if (principal === undefined) return;
  switch (frame.type) {
    case 'catalogue':
      return session.sendCatalogue(catalogueAfter(frame.cursor, principal, services));
    case 'log':
      return sendLog(session, principal, frame, services);
    case 'submit':
      return submit(session, principal, frame, services);
    case 'ticket':
      return issueTicket(session, services);
    case 'quarantine':
      return listQuarantine(session, principal, frame.logId, services);
    case 'quarantine-decision':
      return decideQuarantine(session, principal, frame, services);
  }
}

function refuse(session: Session, about: string, refusal: Refusal): void {
  session.send({ type: 'refused', about, ...refusal });
}

function sendLog(
  session: Session,
  principal: Principal,
  { logId, fromSeq }: FrameOf<'log'>,
  { logs }: SessionServices,
): void {
  if (!logs.states().has(logId)) return refuse(session, 'log', { code: 'log-unknown' });
  const limit = limits.maxLogEntriesPerFrame;
  const entries: SequencedEntry[] = logs.entriesFor(principal, logId, fromSeq, limit + 1);
  const more = entries.length > limit;
  session.send({ type: 'log', logId, entries: entries.slice(0, limit), more });
}

async function submit(
  session: Session,
  principal: Principal,
  { entry }: FrameOf<'submit'>,
  { logs }: SessionServices,
): Promise<void> {
  const result = await logs.submit(entry, principal);
  if (!result.ok) return refuse(session, entryIdOf(entry), result.error);
  const { inner, envelope } = result.value;
  const { logId, seq } = envelope;
  session.send({ type: 'sequenced', entryId: inner.entryId, logId, seq });
}

/** So that the client knows which of its entries was refused, however malformed it is. */
function entryIdOf(entry: unknown): string {
  const inner = (entry as { inner?: { entryId?: unknown } } | null)?.inner;
  const entryId = inner?.entryId;
  return typeof entryId === 'string' ? entryId.slice(0, 64) : 'submit';
}

function issueTicket(session: Session, { tickets, ticketUrl }: SessionServices): void {
  if (ticketUrl === undefined) return refuse(session, 'ticket', { code: 'not-found' });
  const { ticket, expiresAtMs } = tickets.issue({ personId: session.personId, kid: session.kid });
  session.send({ type: 'ticket', ticket, url: ticketUrl(ticket), expiresAtMs });
}

/** Late edits are for the curator of the organisation; its head stands in. */
function mayCurate(principal: Principal, logId: LogId): boolean {
  return principal.memberships.some(
    (membership) =>
      membership.logId === logId &&
      membership.roles.some((role) => role === 'curator' || role === 'orgHead'),
  );
}

function listQuarantine(
  session: Session,
  principal: Principal,
  logId: LogId,
  { store }: SessionServices,
): void {
  if (!mayCurate(principal, logId)) return refuse(session, 'quarantine', { code: 'not-allowed' });
  const items = store.quarantine(logId).map((item) => {
    const { quarantineId, documentId, kind, kid, personId, receivedAtMs, changes } = item;
    return { quarantineId, documentId, kind, kid, personId, changes: changes.length, receivedAtMs };
  });
  session.send({ type: 'quarantine', logId, items });
}

async function decideQuarantine(
  session: Session,
  principal: Principal,
  { quarantineId, decision }: FrameOf<'quarantine-decision'>,
  services: SessionServices,
): Promise<void> {
  const { store } = services;
  const item = store.quarantineItem(quarantineId);
  if (item === undefined || !mayCurate(principal, item.logId)) {
    return refuse(session, quarantineId, { code: 'not-found' });
  }
  if (decision === 'accept') {
    const { documentId, kid, changes } = item;
    const type = 'quarantined-changes';
    return session.send({ type, quarantineId, documentId, kid, changes: [...changes] });
  }
  await store.removeQuarantine(quarantineId);
  listQuarantine(session, principal, item.logId, services);
}

/** Who hears of a new entry unasked: the members of the log, and of the district above it. */
export function hearsOf(principal: Principal, state: MembershipState): boolean {
  return principal.memberships.some(
    ({ logId, roles }) =>
      roles.length > 0 && (logId === state.logId || logId === state.districtLogId),
  );
}
