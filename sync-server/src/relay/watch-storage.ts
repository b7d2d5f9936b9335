import type { DocumentRooms } from '../documents/room/document-rooms.ts';
import type { Session } from '../gate/session.ts';
import type { Store } from '../store/store.ts';
import type { Logger } from './logger.ts';

/** Tells a session that its edits stay where they are until the relay has room again. */
export const tellFull = (session: Session): void => {
  session.send({ type: 'refused', about: 'storage', code: 'relay-storage-full' });
};

/** While the disk is full people are told so; when it is not, asked for what they have. */
export function watchStorage(
  store: Store,
  logger: Logger,
  rooms: DocumentRooms,
  sessions: () => Iterable<Session>,
): () => void {
  return store.onFull((isFull) => {
    if (isFull) {
      logger.error({ code: 'relay-storage-full' }, 'no room for changes: reading goes on');
      for (const session of sessions()) tellFull(session);
      return;
    }
    logger.info({}, 'there is room for changes again');
    for (const room of rooms.all()) room.resume();
  });
}
