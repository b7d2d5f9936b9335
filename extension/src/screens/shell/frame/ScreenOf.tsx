import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useTexts } from '../../../text/language.tsx';
import { NoteListScreen } from '../../notes/list/NoteListScreen.tsx';
import { NewPairScreen } from '../../pairs/new/NewPairScreen.tsx';
import { PairListScreen } from '../../pairs/list/PairListScreen.tsx';
import { PairScreen } from '../../pairs/page/PairScreen.tsx';
import { ProgrammeListScreen } from '../../programme/list/ProgrammeListScreen.tsx';
import { ProgrammeScreen } from '../../programme/page/ProgrammeScreen.tsx';
import { RegisterScreen } from '../../register/RegisterScreen.tsx';
import { RoadmapListScreen } from '../../roadmap/list/RoadmapListScreen.tsx';
import { RoadmapScreen } from '../../roadmap/page/RoadmapScreen.tsx';
import { PeopleScreen } from '../../settings/people/PeopleScreen.tsx';
import { SettingsScreen } from '../../settings/SettingsScreen.tsx';
import { TodayScreen } from '../../today/TodayScreen.tsx';
import { WaitingScreen } from '../../today/waiting/WaitingScreen.tsx';
import type { Route } from '../route/route.ts';

/** The screen that an address names. */
export function ScreenOf({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'today':
      return <TodayScreen />;
    case 'pairs':
      return <PairListScreen />;
    case 'newPair':
      return <NewPairScreen />;
    case 'pair':
      return <PairScreen key={route.documentId} documentId={route.documentId} />;
    case 'programmes':
      return <ProgrammeListScreen />;
    case 'programme':
      return <ProgrammeScreen key={route.documentId} documentId={route.documentId} />;
    case 'register':
      return <RegisterScreen />;
    case 'roadmaps':
      return <RoadmapListScreen />;
    case 'roadmap':
      return <RoadmapScreen key={route.documentId} documentId={route.documentId} />;
    case 'notes':
      return <NoteListScreen />;
    case 'people':
      return <PeopleScreen />;
    case 'waiting':
      return <WaitingScreen />;
    case 'settings':
      return <SettingsScreen section={route.section} />;
    case 'notFound':
      return <NotFound />;
  }
}

function NotFound() {
  const { t } = useTexts();
  return (
    <section class="stack measure">
      <h1>{t.shell.notFoundTitle}</h1>
      <EmptyState
        text={t.shell.notFound}
        action={
          <a class="button" href="#/today">
            {t.shell.toToday}
          </a>
        }
      />
    </section>
  );
}
