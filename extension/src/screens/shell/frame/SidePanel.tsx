import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { PanelsTopLeft } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useTexts } from '../../../text/language.tsx';
import { OwnPairScreen } from '../../pairs/own/OwnPairScreen.tsx';
import { TodayScreen } from '../../today/TodayScreen.tsx';
import { StatusStrip } from '../status/StatusStrip.tsx';
import { useStatus } from '../status/use-status.ts';
import { useWorkplace } from '../workplace.tsx';

export interface SidePanelProps {
  /** Notes on the page in front; only a panel stands beside a page. */
  readonly page: ComponentChildren;
}

type PanelTab = 'page' | 'pair' | 'today';

/** From 320 px: this page, my pair, today. Everything else opens in the full tab. */
export function SidePanel(props: SidePanelProps) {
  const { computer } = useWorkplace();
  const { t } = useTexts();
  const [tab, setTab] = useState<PanelTab>('page');
  return (
    <div class="panel">
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
