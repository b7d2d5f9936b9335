import { useEffect, useState } from 'preact/hooks';
import { Copy, Download } from 'lucide-preact';
import type { MembershipState } from '@nastavnik/core/access';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';
import { FileSection } from '../../pairs/files/FileSection.tsx';
import { useAction } from '../../shell/use-action.ts';
import { useMembership, useWorkplace } from '../../shell/workplace.tsx';
import { RelaySection, type RelaySectionProps } from './RelaySection.tsx';
import { useAllFiles } from './use-all-files.ts';

/** What is carried by file, and the way to a relay for those who have none. */
export function ExchangeScreen() {
  const { replica } = useWorkplace();
  const membership = useMembership();
  const state = membership && replica.membership.value.get(membership.logId);
  return state === undefined ? null : <Exchange state={state} />;
}

function keeperOf(state: MembershipState, kid: string): RelaySectionProps['keeper'] {
  const { sequencer, devices } = state;
  if ((sequencer.kid as string) === kid) return 'own';
  return devices.has(sequencer.kid) ? 'other' : 'handed';
}

function Exchange({ state }: { readonly state: MembershipState }) {
  const { replica, computer, byHand } = useWorkplace();
  const files = useAllFiles(state.logId);
  const action = useAction();
  const { kid, relayUrl } = replica.profile;
  const isAlone = relayUrl === undefined;
  return (
    <>
      {isAlone && !state.devices.has(kid) && <Answer />}
      <FileSection {...files} />
      {isAlone && state.devices.has(kid) && (
        <RelaySection
          keeper={keeperOf(state, kid)}
          busy={action.busy}
          refusal={action.refusal}
          onHandOver={({ sequencer, districtLogId }) =>
            action.run(async () => {
              const body = { sequencer, districtLogId };
              const handed = await replica.submitEntry(state.logId, 'handover', body);
              return handed.ok ? files.save() : handed;
            })
          }
          onConnect={(card) => action.run(() => byHand.connect(card.relayUrl), computer.reopen)}
        />
      )}
    </>
  );
}

/** The own answer, as long as the founder has not let this device in. */
function Answer() {
  const { t } = useTexts();
  const { announce, byHand, copyText, saveFile } = useWorkplace();
  const [answer, setAnswer] = useState<string>();
  useEffect(() => {
    byHand.answer().then(setAnswer, () => setAnswer(undefined));
  }, [byHand]);
  if (answer === undefined) return null;
  return (
    <Notice>
      <p>{t.alone.answerWaiting}</p>
      <div class="row">
        <Button
          icon={Download}
          onPress={() => saveFile(t.alone.answerName, answer, 'application/octet-stream')}
        >
          {t.alone.saveAnswer}
        </Button>
        <Button
          icon={Copy}
          onPress={() =>
            void copyText(answer).then((isCopied) => isCopied && announce(t.common.copied))
          }
        >
          {t.alone.copyAnswer}
        </Button>
      </div>
    </Notice>
  );
}
