import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { PanelsTopLeft } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useTexts } from '../../../text/language.tsx';
import { OwnPairScreen } from '../../pairs/own/OwnPairScreen.tsx';
import { TodayScreen } from '../../today/TodayScreen.tsx';
import { StatusStrip } from '../status/StatusStrip.tsx';
import { useStatus } from '../status/use-status.ts';
import { useWorkplace, type Computer } from '../workplace.tsx';

export interface SidePanelProps {
  /** Notes on the page in front; only a panel stands beside a page. */
  readonly page: ComponentChildren;
}

type PanelTab = 'page' | 'pair' | 'today';

/** The panel has no screens of its own: a link to one opens it in the full tab. */
function openInTab(event: MouseEvent, computer: Computer): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  computer.openAddress(`workspace.html${link.hash}`);
}

/** From 320 px: this page, my pair, today. Everything else opens in the full tab. */
export function SidePanel(props: SidePanelProps) {
  const { computer } = useWorkplace();
  const { t } = useTexts();
  const [tab, setTab] = useState<PanelTab>('page');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    root.current?.addEventListener('click', (event) => openInTab(event, computer), { signal });
    return () => listening.abort();
  }, [computer]);
  return (
    <div class="panel" ref={root}>
      <header class="panel-head row-spread">
        <h1 class="panel-name">{t.common.productName}</h1>
        <Button
          kind="quiet"
          icon={PanelsTopLeft}
          label={t.shell.openWorkspace}
          onPress={() => computer.openAddress('workspace.html')}
        />
      </header>
      <main class="main">
        <Tabs
          label={t.shell.panelTabs}
          tabs={[
            { id: 'page', name: t.shell.thisPage },
            { id: 'pair', name: t.shell.myPair },
            { id: 'today', name: t.shell.today },
          ]}
          selected={tab}
          onSelect={setTab}
        >
          {tab === 'page' && props.page}
          {tab === 'pair' && <OwnPairScreen />}
          {tab === 'today' && <TodayScreen />}
        </Tabs>
      </main>
      <StatusStrip status={useStatus()} />
    </div>
  );
}
