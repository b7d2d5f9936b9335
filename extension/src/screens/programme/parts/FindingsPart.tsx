import { useState } from 'preact/hooks';
import {
  competenceDomains,
  findingSources,
  severities,
  type CompetenceDomain,
  type FindingSource,
  type Severity,
} from '@nastavnik/core/domain';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { SharedTextField } from '../../../ui/form/SharedTextField.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import type { TextEdit } from '../../../ui/form/text-edit.ts';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

export type FindingKind = 'difficulty' | 'strength';

export interface FindingView {
  readonly key: string;
  readonly domain: CompetenceDomain;
  readonly description: string;
  readonly foundBy: FindingSource;
  readonly foundOn: string;
  /** Of difficulties only. */
  readonly severity?: Severity | undefined;
  readonly resolvedOn?: string | undefined;
}

export interface NewFinding {
  readonly kind: FindingKind;
  readonly domain: CompetenceDomain;
  readonly description: string;
  readonly foundBy: FindingSource;
  readonly severity: Severity;
}

export interface FindingsPartProps {
  readonly difficulties: readonly FindingView[];
  readonly strengths: readonly FindingView[];
  readonly canWrite: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (finding: NewFinding, done: () => void) => void;
  readonly onEdit: (kind: FindingKind, key: string, edit: TextEdit) => void;
  readonly onResolve: (key: string) => void;
}

/** What the programme works on, and what it builds on. */
export function FindingsPart(props: FindingsPartProps) {
  const { t } = useTexts();
  const [adding, setAdding] = useState<FindingKind>();
  return (
    <div class="stack measure">
      <FindingList
        {...props}
        kind="difficulty"
        title={t.programme.difficulties}
        none={t.programme.difficultiesNone}
        add={t.programme.addDifficulty}
        label={t.programme.difficulty}
        findings={props.difficulties}
        onOpen={() => setAdding('difficulty')}
      />
      <FindingList
        {...props}
        kind="strength"
        title={t.programme.strengths}
        none={t.programme.strengthsNone}
        add={t.programme.addStrength}
        label={t.programme.strength}
        findings={props.strengths}
        onOpen={() => setAdding('strength')}
      />
      {adding !== undefined && (
        <FindingDialog {...props} kind={adding} onClose={() => setAdding(undefined)} />
      )}
    </div>
  );
}

interface FindingListProps extends FindingsPartProps {
  readonly kind: FindingKind;
  readonly title: string;
  readonly none: string;
  readonly add: string;
  readonly label: string;
  readonly findings: readonly FindingView[];
  readonly onOpen: () => void;
}

function FindingList(props: FindingListProps) {
  const { t, formats } = useTexts();
  return (
    <section class="section" aria-label={props.title}>
      <div class="row-spread">
        <h2>{props.title}</h2>
        {props.canWrite && <Button onPress={props.onOpen}>{props.add}</Button>}
      </div>
      {props.findings.length === 0 && <p class="soft">{props.none}</p>}
      <ul class="list" role="list">
        {props.findings.map((finding) => (
          <li key={finding.key}>
            <SharedTextField
              label={props.label}
              value={finding.description}
              lines={2}
              readOnly={!props.canWrite}
              onEdit={(edit) => props.onEdit(props.kind, finding.key, edit)}
            />
            <div class="row small">
              <Mark>{t.vocabulary.competenceDomain[finding.domain]}</Mark>
              {finding.severity !== undefined && (
                <Mark>{t.vocabulary.severity[finding.severity]}</Mark>
              )}
              <span class="soft">
                {t.vocabulary.findingSource[finding.foundBy]}, {formats.date(finding.foundOn)}
              </span>
              {finding.resolvedOn !== undefined && <Mark kind="good">{t.programme.resolved}</Mark>}
              {props.canWrite &&
                props.kind === 'difficulty' &&
                finding.resolvedOn === undefined && (
                  <Button kind="quiet" onPress={() => props.onResolve(finding.key)}>
                    {t.programme.resolved}
                  </Button>
                )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FindingDialogProps extends FindingsPartProps {
  readonly kind: FindingKind;
  readonly onClose: () => void;
}

function FindingDialog(props: FindingDialogProps) {
  const { t, describe } = useTexts();
  const isDifficulty = props.kind === 'difficulty';
  const [description, setDescription] = useState('');
  const [domain, setDomain] = useState<CompetenceDomain>('methodical');
  const [foundBy, setFoundBy] = useState<FindingSource>('self');
  const [severity, setSeverity] = useState<Severity>(2);
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (description.trim() === '') return;
    props.onAdd(
      { kind: props.kind, description: description.trim(), domain, foundBy, severity },
      props.onClose,
    );
  };
  return (
    <Dialog
      title={isDifficulty ? t.programme.addDifficulty : t.programme.addStrength}
      onClose={props.onClose}
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={isDifficulty ? t.programme.difficulty : t.programme.strength}
          value={description}
          lines={3}
          onChange={setDescription}
          error={
            isTried && description.trim() === '' ? describe({ code: 'text-required' }) : undefined
          }
        />
        <div class="columns">
          <SelectField
            label={t.programme.domain}
            value={domain}
            options={competenceDomains.map((value) => ({
              value,
              name: t.vocabulary.competenceDomain[value],
            }))}
            onChange={setDomain}
          />
          <SelectField
            label={t.programme.foundBy}
            value={foundBy}
            options={findingSources.map((value) => ({
              value,
              name: t.vocabulary.findingSource[value],
            }))}
            onChange={setFoundBy}
          />
          {isDifficulty && (
            <SelectField
              label={t.programme.severity}
              value={String(severity)}
              options={severities.map((value) => ({
                value: String(value),
                name: t.vocabulary.severity[value],
              }))}
              onChange={(value) =>
                setSeverity(severities.find((each) => String(each) === value) ?? 2)
              }
            />
          )}
        </div>
        <FormFooter
          submit={t.common.add}
          busy={props.busy}
          refusal={props.refusal}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}
