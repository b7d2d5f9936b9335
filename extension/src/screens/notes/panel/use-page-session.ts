import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '@nastavnik/core/kernel';
import type { PageSession } from '../../../page/session/page-session.ts';
import type { PageNote } from '../../../page/session/page-note.ts';
import { useTexts } from '../../../text/language.tsx';
import { useWorkplace } from '../../shell/workplace.tsx';
import type { StoredNote } from '../use-notes.ts';
import type { PageDoor } from './page-door.ts';

export type PageConnection =
  | { readonly state: 'none' | 'connecting' | 'denied' }
  | { readonly state: 'locked'; readonly refusal: Refusal }
  | { readonly state: 'open'; readonly session: PageSession };

/** Notes that have a place on some page. */
export const placedNotes = (notes: readonly StoredNote[]): readonly PageNote[] =>
  notes.flatMap(({ id, scope, address }) =>
    scope === undefined || address === undefined ? [] : [{ id, scope, address }],
  );

/** Follows the page in front for as long as the panel shows it. */
export function usePageSession(
  door: PageDoor,
  notes: readonly StoredNote[],
  /** Raised to try again, after a portal was allowed. */
  attempt: number,
): PageConnection {
  const { clock } = useWorkplace();
  const { t } = useTexts();
  const [connection, setConnection] = useState<PageConnection>({ state: 'none' });
  const page = door.current.value;
  const placed = placedNotes(notes);
  const version = placed.map(({ id }) => id).join();
  const { comings, askedAt, retry } = useKeyComings(door, connection);
  useEffect(() => {
    if (page === undefined) {
      setConnection({ state: 'none' });
      return undefined;
    }
    const closing = new AbortController();
    setConnection({ state: 'connecting' });
    const connect = async (): Promise<void> => {
      askedAt.current = comings;
      const keys = await door.keys();
      if (!keys.ok) {
        if (!closing.signal.aborted) setConnection({ state: 'locked', refusal: keys.error });
        return;
      }
      const connected = await door.connect(page.tabId, {
        keys: keys.value,
        clock,
        notes: placed,
        signal: closing.signal,
        describeMark: (headers, state, amount) =>
          t.notes.markName(headers, t.notes.state[state], amount),
      });
      if (closing.signal.aborted) return;
      setConnection(
        connected.ok ? { state: 'open', session: connected.value } : { state: 'denied' },
      );
    };
    connect().catch(() => {
      if (!closing.signal.aborted) setConnection({ state: 'denied' });
    });
    return () => closing.abort();
  }, [door, page?.tabId, page?.visit, attempt, retry]);
  useEffect(() => {
    if (connection.state === 'open') connection.session.setNotes(placed);
  }, [connection, version]);
  return connection;
}

/** Asks once more when a key has come that was waited for; an open page is left alone. */
function useKeyComings(door: PageDoor, connection: PageConnection) {
  const comings = door.keyComings.value;
  const askedAt = useRef(comings);
  const [retry, setRetry] = useState(0);
  const isWaiting = connection.state === 'locked' && connection.refusal.code === 'note-key-waiting';
  useEffect(() => {
    if (isWaiting && comings !== askedAt.current) setRetry((times) => times + 1);
  }, [isWaiting, comings]);
  return { comings, askedAt, retry };
}
