import { annotationKey } from '@nastavnik/core/annotation';
import { ok } from '@nastavnik/core/kernel';
import { connectPage } from '../../page/session/connect-page.ts';
import type { Replica } from '../../replica/replica.ts';
import type { PageDoor } from '../../screens/notes/panel/page-door.ts';
import { PageNotesScreen } from '../../screens/notes/panel/PageNotesScreen.tsx';
import { SidePanel } from '../../screens/shell/frame/SidePanel.tsx';
import { startPage } from '../workspace/start-page.tsx';
import { followPage } from './follow-page.ts';

const current = await followPage();
const doors = new WeakMap<Replica, PageDoor>();

function doorFor(replica: Replica): PageDoor {
  const known = doors.get(replica);
  if (known !== undefined) return known;
  const door: PageDoor = {
    current,
    connect: connectPage,
    keyComings: replica.noteKeyComings,
    keys: async () => {
      const keys = await replica.noteKeys();
      if (!keys.ok) return keys;
      const [own, ...others] = keys.value;
      return ok([annotationKey(own), ...others.map(annotationKey)] as const);
    },
  };
  doors.set(replica, door);
  return door;
}

void startPage(({ replica }) => <SidePanel page={<PageNotesScreen door={doorFor(replica)} />} />);
