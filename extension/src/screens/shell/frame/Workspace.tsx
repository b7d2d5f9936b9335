import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { LogOut } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { useTexts } from '../../../text/language.tsx';
import { sectionOf, type Route } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import { StatusStrip } from '../status/StatusStrip.tsx';
import { useStatus } from '../status/use-status.ts';
import { useMembership, useWorkplace } from '../workplace.tsx';
import { navigationFor } from './navigation.ts';
import { ScreenOf } from './ScreenOf.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The full tab: sections on the left, one screen, and the status line that is always there. */
export function Workspace() {
  const { computer, navigate } = useWorkplace();
  const { t } = useTexts();
  const route = useRoute();
  const membership = useMembership();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const entries = navigationFor(membership?.roles ?? []);
  const { hasShortcuts } = computer.preferences.value;
  const names = entries.map(({ screen }) => screen).join();
  const shortcuts = useMemo(
    () => ({
      enabled: hasShortcuts,
      goTo: (index: number) => {
        const screen = names.split(',')[index];
        if (screen !== undefined) navigate(`#/${screen}`);
      },
      showHelp: () => setHelpOpen(true),
    }),
    [hasShortcuts, names, navigate],
  );
  useShortcuts(shortcuts);
  const main = useMainFocus(route);
  return (
    <div class="workspace">
      <a
        class="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t.common.skipToContent}
      </a>
      <header class="rail">
        <p class="rail-name">
          {t.common.productName}
          {membership !== undefined && <span class="small soft">{membership.organisation}</span>}
        </p>
        <nav aria-label={t.shell.navigation}>
          <ul role="list">
            {entries.map(({ screen, icon: Icon, name }) => (
              <li key={screen}>
                <a
                  class="rail-link"
                  href={`#/${screen}`}
                  aria-current={sectionOf(route) === screen ? 'page' : undefined}
                >
                  <Icon size={18} aria-hidden="true" />
                  {name(t)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="rail-foot">
          <Button kind="quiet" icon={LogOut} onPress={computer.leave}>
            {t.shell.switchPerson}
          </Button>
        </div>
      </header>
      <main class="main" id="main" tabIndex={-1} ref={main}>
        <ScreenOf route={route} />
      </main>
      <StatusStrip status={useStatus()} />
      {isHelpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

/** A new screen takes the focus, so that a reader begins at its heading and not at the link. */
function useMainFocus(route: Route) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const name = 'documentId' in route ? `${route.screen} ${route.documentId}` : route.screen;
  useEffect(() => {
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [name]);
  return main;
}
