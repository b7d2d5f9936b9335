import type { ComponentChildren } from 'preact';
import type { Replica } from '../../replica/replica.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useTexts } from '../../text/language.tsx';
import type { Gateway } from './gateway.ts';
import { AloneScreen } from './alone/AloneScreen.tsx';
import { JoinForm } from './JoinForm.tsx';
import { ProfileList } from './ProfileList.tsx';
import { useEntry } from './use-entry.ts';

export interface EntryGateProps {
  readonly gateway: Gateway;
  readonly children: (replica: Replica) => ComponentChildren;
}

/** Shows the workplace once it is known whose it is. */
export function EntryGate(props: EntryGateProps) {
  const { t, describe } = useTexts();
  const gate = useEntry(props.gateway);
  const { entry } = gate;
  if (entry.state === 'open') return <>{props.children(entry.replica)}</>;
  return (
    <main class="centre">
      {entry.state === 'starting' && (
        <p role="status" class="soft">
          {t.common.loading}
        </p>
      )}
      {entry.state === 'failed' && (
        <Notice kind="bad" urgent title={t.common.screenFailed}>
          {describe(entry.refusal)}
        </Notice>
      )}
      {entry.state === 'choosing' && (
        <ProfileList
          profiles={entry.profiles}
          busy={gate.busy}
          refusal={gate.refusal}
          onOpen={gate.open}
          onJoin={gate.join}
          onAlone={gate.alone}
        />
      )}
      {entry.state === 'joining' && (
        <JoinForm
          preview={gate.preview}
          needsRelay={entry.needsRelay}
          canGoBack={entry.canGoBack}
          busy={gate.busy}
          refusal={gate.refusal}
          onCheck={gate.check}
          onAccept={gate.accept}
          onBack={gate.back}
          onAlone={gate.alone}
        />
      )}
      {entry.state === 'alone' && (
        <AloneScreen
          gateway={props.gateway}
          onOpen={(profileId) => gate.open(profileId, undefined)}
          onBack={gate.back}
        />
      )}
    </main>
  );
}
