import type { PairState } from '@nastavnik/core/domain';
import type { DocumentId } from '@nastavnik/core/kernel';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';
import { RecordFrame, type RecordView } from '../../shell/record/RecordFrame.tsx';
import { MeetingSection, type MeetingSectionProps } from '../meeting/MeetingSection.tsx';
import { ConsentSection, type ConsentSectionProps } from '../consents/ConsentSection.tsx';
import { FileSection, type FileSectionProps } from '../files/FileSection.tsx';
import { HelpSection, type HelpSectionProps } from '../help/HelpSection.tsx';
import { OrderSection, type OrderSectionProps } from '../orders/OrderSection.tsx';
import { PairStateMark } from './PairStateMark.tsx';

export interface PairPageProps {
  readonly record: RecordView;
  readonly mentor: string;
  readonly mentees: string;
  readonly state: PairState['state'];
  /** What the regulation asks for and is not there, as short phrases. */
  readonly missing: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly programmeId: DocumentId | undefined;
  readonly canStartProgramme: boolean;
  readonly refusal: string | undefined;
  readonly busy: boolean;
  readonly onStartProgramme: () => void;
  readonly consents: ConsentSectionProps;
  readonly orders: OrderSectionProps;
  readonly meetings: MeetingSectionProps;
  readonly help: HelpSectionProps;
  readonly files: FileSectionProps;
}

/** One pair or group: where it stands, what is missing, and everything that belongs to it. */
export function PairPage(props: PairPageProps) {
  const { t } = useTexts();
  return (
    <RecordFrame
      title={t.pairs.name(props.mentor, props.mentees)}
      record={props.record}
      subtitle={<PairStateMark state={props.state} />}
    >
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.missing.length > 0 && (
        <Notice kind={props.state === 'conflict' ? 'bad' : 'warn'} title={t.pairs.missingTitle}>
          <ul>
            {props.missing.map((phrase) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </Notice>
      )}
      <dl class="facts">
        {props.facts.map((fact) => (
          <div key={fact.name} class="fact">
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <section class="section" aria-labelledby="programme">
        <h2 id="programme">{t.pairs.programme}</h2>
        {props.programmeId !== undefined ? (
          <a href={`#/programmes/${props.programmeId}`}>{t.pairs.programmeOpen}</a>
        ) : (
          <div class="row">
            <span class="soft">{t.pairs.programmeNone}</span>
            {props.canStartProgramme && (
              <Button kind="primary" disabled={props.busy} onPress={props.onStartProgramme}>
                {t.pairs.programmeStart}
              </Button>
            )}
          </div>
        )}
      </section>
      <ConsentSection {...props.consents} />
      <OrderSection {...props.orders} />
      <MeetingSection {...props.meetings} />
      <HelpSection {...props.help} />
      <FileSection {...props.files} />
    </RecordFrame>
  );
}
