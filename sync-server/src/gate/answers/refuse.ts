import type { Refusal } from '@nastavnik/core/kernel';
import type { Session } from '../session.ts';
import type { SessionServices } from '../session-services.ts';

export interface RefusedFrame extends Refusal {
  /** The frame's type, or the id that the client knows its request by. */
  readonly about: string;
  /** What was asked for, as the audit trail names it. */
  readonly object: string;
  readonly event?: 'access-refused' | 'entry-refused';
}

/** Answers with a refusal and notes the attempt. */
export function refuse(
  session: Session,
  { audit }: Pick<SessionServices, 'audit'>,
  { about, object, event = 'access-refused', ...refusal }: RefusedFrame,
): void {
  const { kid, personId } = session;
  audit.note({ event, kid, personId, code: refusal.code, objects: [about, object] });
  session.send({ type: 'refused', about, ...refusal });
}
