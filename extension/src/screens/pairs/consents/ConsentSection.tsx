import { useState } from 'preact/hooks';
import type { ConsentState } from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { SignDialog } from '../../shell/signing/SignDialog.tsx';

export const consentAnswers = ['give', 'refuse', 'withdraw'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];

export interface ConsentView {
  readonly key: string;
  readonly name: string;
  readonly part: 'mentor' | 'mentee';
  readonly state: ConsentState;
  readonly on: string | undefined;
  readonly isPaper: boolean;
  /** A sentence about the signature, when there is something to say. */
  readonly signature: string | undefined;
  /** What this person may answer now; only the person concerned may. */
  readonly answers: readonly { readonly answer: ConsentAnswer; readonly statement: string }[];
}

export interface ConsentSectionProps {
  readonly consents: readonly ConsentView[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAnswer: (key: string, answer: ConsentAnswer, done: () => void) => void;
}

const kinds: Readonly<Record<ConsentState, MarkKind>> = {
  requested: 'accent',
  given: 'good',
  refused: 'warn',
  withdrawn: 'warn',
  expired: 'warn',
};

/** Who agreed to take part, and the way to answer for the one whose answer is awaited. */
export function ConsentSection(props: ConsentSectionProps) {
  const { t, formats } = useTexts();
  const [asked, setAsked] = useState<{ key: string; answer: ConsentAnswer; statement: string }>();
  const titles = {
    give: t.pairs.giveTitle,
    refuse: t.pairs.refuseTitle,
    withdraw: t.pairs.withdrawTitle,
  };
  const verbs = { give: t.pairs.give, refuse: t.pairs.refuse, withdraw: t.pairs.withdraw };
  return (
    <section class="section" aria-labelledby="consents">
      <h2 id="consents">{t.pairs.consents}</h2>
      <ul class="list" role="list">
        {props.consents.map((consent) => (
          <li key={consent.key}>
            <div class="row">
              <strong>{consent.name}</strong>
              <span class="soft">{t.vocabulary.registerPart[consent.part]}</span>
              <Mark kind={kinds[consent.state]}>{t.vocabulary.consentState[consent.state]}</Mark>
            </div>
            {consent.on !== undefined && (
              <span class="small soft">
                {consent.isPaper
                  ? t.pairs.onPaper(formats.date(consent.on))
                  : t.pairs.signedOn(formats.date(consent.on))}
                {consent.signature !== undefined && `; ${consent.signature}`}
              </span>
            )}
            {consent.answers.length > 0 && (
              <div class="row">
                {consent.answers.map(({ answer, statement }) => (
                  <Button
                    key={answer}
                    kind={answer === 'give' ? 'primary' : 'plain'}
                    onPress={() => setAsked({ key: consent.key, answer, statement })}
                  >
                    {verbs[answer]}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <SignDialog
          title={titles[asked.answer]}
          statement={asked.statement}
          hint={t.pairs.voluntary}
          confirm={t.pairs.sign}
          busy={props.busy}
          refusal={props.refusal}
          onSign={() => props.onAnswer(asked.key, asked.answer, () => setAsked(undefined))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
