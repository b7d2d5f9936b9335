import {
  changesOwnRoles,
  type MembershipState,
  type Principal,
  type SequencedEntry,
} from '@nastavnik/core/access';
import { limits, type SessionFrame } from '@nastavnik/core/protocol';
import { catalogueAfter } from './catalogue.ts';
import { countersignApproval } from './countersign.ts';
import { decideQuarantine, listQuarantine } from './quarantine.ts';
import { refuse } from './refuse.ts';
import type { Session } from '../session.ts';
import type { SessionServices } from '../session-services.ts';

export type ControlFrame = Extract<
  SessionFrame,
  {
    type:
      | 'catalogue'
      | 'log'
      | 'submit'
      | 'restore'
      | 'ticket'
      | 'quarantine'
      | 'quarantine-decision'
      | 'countersign'
      | 'ping';
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
  if (principal === undefined) {
    return refuse(session, services, { about: frame.type, code: 'device-revoked', object: '' });
  }
  switch (frame.type) {
    case 'catalogue':
      return session.sendCatalogue(catalogueAfter(frame.cursor, principal, services));
    case 'log':
      return sendLog(session, principal, frame, services);
    case 'submit':
      return submit(session, principal, frame, services);
    case 'restore':
      return restore(session, principal, frame, services);
    case 'ticket':
      return issueTicket(session, services);
    case 'quarantine':
      return listQuarantine(session, principal, frame.logId, services);
    case 'quarantine-decision':
      return decideQuarantine(session, principal, frame, services);
    case 'countersign': {
      const answer = await countersignApproval(principal, frame.approval, services);
      if (answer.ok) return session.send(answer.value);
      const object = documentOf(frame.approval);
      return refuse(session, services, { about: 'countersign', object, ...answer.error });
    }
  }
}

/**
 * Whose log it is at all: its members, also former ones, those of the district above it, and for a
 * district's log those of the organisations below. For others it is as if it did not exist.
 */
function isConcerned(principal: Principal, state: MembershipState): boolean {
  return principal.memberships.some(
    ({ logId, districtLogId, roles }) =>
      logId === state.logId ||
      (roles.length > 0 && (logId === state.districtLogId || districtLogId === state.logId)),
  );
}

function sendLog(
  session: Session,
  principal: Principal,
  { logId, fromSeq }: FrameOf<'log'>,
  services: SessionServices,
): void {
  const { logs } = services;
  const state = logs.states().get(logId);
  if (state === undefined || !isConcerned(principal, state)) {
    return refuse(session, services, { about: 'log', code: 'log-unknown', object: logId });
  }
  const limit = limits.maxLogEntriesPerFrame;
  const entries: SequencedEntry[] = logs.entriesFor(principal, logId, fromSeq, limit + 1);
  const more = entries.length > limit;
  session.send({ type: 'log', logId, entries: entries.slice(0, limit), more });
}

async function submit(
  session: Session,
  principal: Principal,
  { entry }: FrameOf<'submit'>,
  services: SessionServices,
): Promise<void> {
  const result = await services.logs.submit(entry, principal);
  if (!result.ok) {
    const about = idIn(entry, 'entryId') ?? 'submit';
    const object = idIn(entry, 'logId') ?? '';
    return refuse(session, services, { about, object, event: 'entry-refused', ...result.error });
  }
  const { inner, envelope } = result.value;
  const { logId, seq } = envelope;
  session.send({ type: 'sequenced', entryId: inner.entryId, logId, seq });
}

/** Only a member hands entries back: a stranger's are as unknown as the log itself. */
async function restore(
  session: Session,
  principal: Principal,
  { logId, entries }: FrameOf<'restore'>,
  services: SessionServices,
): Promise<void> {
  const isMember = principal.memberships.some((one) => one.logId === logId);
  const { kid, personId } = session;
  const result = isMember
    ? await services.logs.restore(logId, entries, { kid, personId })
    : ({ ok: false, error: { code: 'log-unknown' } } as const);
  if (!result.ok) {
    return refuse(session, services, { about: 'restore', object: logId, ...result.error });
  }
  const { seq, headHash } = result.value;
  session.send({ type: 'restored', logId, seq, hash: headHash });
}

/** So that the client knows which of its entries was refused, however malformed it is. */
function idIn(entry: unknown, name: 'entryId' | 'logId'): string | undefined {
  const id = (entry as { inner?: Record<string, unknown> } | null)?.inner?.[name];
  return typeof id === 'string' ? id.slice(0, 64) : undefined;
}

function documentOf(approval: unknown): string {
  const id = (approval as { docId?: unknown } | null)?.docId;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}

function issueTicket(session: Session, services: SessionServices): void {
  const { tickets, ticketUrl, audit } = services;
  const { kid, personId } = session;
  if (ticketUrl === undefined) {
    return refuse(session, services, { about: 'ticket', code: 'not-found', object: '' });
  }
  const { ticket, expiresAtMs } = tickets.issue({ personId, kid });
  audit.note({ event: 'ticket-issued', kid, personId, objects: [] });
  session.send({ type: 'ticket', ticket, url: ticketUrl(ticket), expiresAtMs });
}

/**
 * Who hears of a new entry unasked: the members of the log, those of the district above it, and
 * whoever has just lost their last role by it.
 */
export function hearsOf(
  principal: Principal,
  state: MembershipState,
  entry: SequencedEntry,
): boolean {
  const isMember = principal.memberships.some(
    ({ logId, roles }) =>
      roles.length > 0 && (logId === state.logId || logId === state.districtLogId),
  );
  return isMember || changesOwnRoles(principal, entry);
}
