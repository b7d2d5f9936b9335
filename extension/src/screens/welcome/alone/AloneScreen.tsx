import { useState } from 'preact/hooks';
import { ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { createPersonCard } from '../../settings/people/create-person-card.ts';
import type { Gateway } from '../gateway.ts';
import { AlonePage, type AloneStep } from './AlonePage.tsx';
import type { Founding } from './FoundForm.tsx';

export interface AloneScreenProps {
  readonly gateway: Gateway;
  readonly onOpen: (profileId: string) => void;
  readonly onBack: () => void;
}

/** Founds or joins with no relay, and hands over to the workplace. */
export function AloneScreen({ gateway, onOpen, onBack }: AloneScreenProps) {
  const { t } = useTexts();
  const [step, setStep] = useState<AloneStep>({ state: 'choosing' });
  const action = useAction();
  const found = async (founding: Founding): Promise<Result<AloneStep, Refusal>> => {
    const { name, part, deviceLabel, own, other } = founding;
    const label = `${t.vocabulary.role[part]}, ${name}`.slice(0, 60);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const made = await gateway.alone.found({ name, part, deviceLabel, label, timeZone });
    const { profileId, logId, otherId, recoveryCode } = made;
    const replica = await gateway.open(profileId);
    try {
      const cards = [
        { personId: replica.profile.personId, ...own },
        { personId: otherId, ...other },
      ];
      for (const card of cards) {
        const written = await createPersonCard(replica, logId, card, t.labels.addPerson);
        if (!written.ok) return written;
      }
    } finally {
      await replica.close();
    }
    return ok({ state: 'founded', profileId, recoveryCode });
  };
  return (
    <AlonePage
      step={step}
      busy={action.busy}
      refusal={action.refusal}
      onStep={(state) => setStep({ state })}
      onFound={(founding) => action.run(() => found(founding), setStep)}
      onJoin={(join) =>
        action.run(
          () => gateway.alone.join(join),
          ({ profileId, acceptance }) =>
            setStep({ state: 'joined', profileId, answer: acceptance }),
        )
      }
      onSaveAnswer={(answer) => gateway.alone.saveFile(t.alone.answerName, answer)}
      onCopyAnswer={(answer) => void gateway.alone.copyText(answer)}
      onOpen={onOpen}
      onBack={onBack}
    />
  );
}
