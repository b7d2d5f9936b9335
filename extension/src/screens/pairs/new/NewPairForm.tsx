import { useState } from 'preact/hooks';
import {
  checkParticipants,
  matchTopics,
  mentoringForms,
  programmeKinds,
  type MatchTopic,
  type MentoringForm,
  type MentoringKind,
} from '@nastavnik/core/domain';
import type { PersonId } from '@nastavnik/core/kernel';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { CheckField } from '../../../ui/form/CheckField.tsx';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { SelectField, type Option } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface NewPair {
  readonly mentorId: PersonId;
  readonly menteeIds: readonly PersonId[];
  readonly form: MentoringForm;
  readonly kinds: readonly MentoringKind[];
  readonly topics: readonly MatchTopic[];
  readonly plannedStart: string | undefined;
  readonly plannedEnd: string | undefined;
}

export interface NewPairFormProps {
  readonly mentors: readonly Option<PersonId>[];
  readonly mentees: readonly Option<PersonId>[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onCreate: (pair: NewPair) => void;
}

/** A match as the curator proposes it. What the regulation forbids is said before it is sent. */
export function NewPairForm(props: NewPairFormProps) {
  const { t, describe } = useTexts();
  const [mentorId, setMentor] = useState<PersonId | ''>('');
  const [menteeIds, setMentees] = useState<readonly PersonId[]>([]);
  const [isGroup, setGroup] = useState(false);
  const [form, setForm] = useState<MentoringForm | ''>('teacherTeacher');
  const [kinds, setKinds] = useState<readonly MentoringKind[]>(['traditional']);
  const [topics, setTopics] = useState<readonly MatchTopic[]>([]);
  const [plannedStart, setStart] = useState('');
  const [plannedEnd, setEnd] = useState('');
  const [isTried, setTried] = useState(false);

  const composition =
    mentorId === '' || menteeIds.length === 0
      ? undefined
      : checkParticipants({ isGroup, mentorId, menteeIds });
  const compositionError =
    composition === undefined || composition.ok ? undefined : describe(composition.error);
  const submit = (): void => {
    setTried(true);
    if (mentorId === '' || form === '' || composition?.ok !== true) return;
    props.onCreate({
      mentorId,
      menteeIds,
      form,
      kinds,
      topics,
      plannedStart: plannedStart === '' ? undefined : plannedStart,
      plannedEnd: plannedEnd === '' ? undefined : plannedEnd,
    });
  };

  return (
    <form
      class="stack measure"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1>{t.pairs.newTitle}</h1>
      <p class="soft">{t.pairs.newHint}</p>
      <SelectField
        label={t.pairs.mentor}
        value={mentorId}
        placeholder={t.common.choose}
        options={props.mentors}
        onChange={setMentor}
        error={isTried && mentorId === '' ? t.pairs.chooseMentor : undefined}
      />
      <CheckField label={t.pairs.asGroup} checked={isGroup} onChange={setGroup} />
      {isGroup ? (
        <ChoiceField
          label={t.pairs.mentees}
          options={props.mentees}
          chosen={menteeIds}
          onChange={setMentees}
        />
      ) : (
        <SelectField
          label={t.pairs.mentee}
          value={menteeIds[0] ?? ''}
          placeholder={t.common.choose}
          options={props.mentees}
          onChange={(personId) => setMentees([personId])}
          error={isTried && menteeIds.length === 0 ? t.pairs.chooseMentee : undefined}
        />
      )}
      {compositionError !== undefined && (
        <Notice kind="warn" urgent>
          {compositionError}
        </Notice>
      )}
      <SelectField
        label={t.pairs.form}
        value={form}
        options={mentoringForms.map((value) => ({
          value,
          name: t.vocabulary.mentoringForm[value],
        }))}
        onChange={setForm}
      />
      <ChoiceField
        label={t.pairs.kinds}
        options={programmeKinds.map((value) => ({
          value,
          name: t.vocabulary.mentoringKind[value],
        }))}
        chosen={kinds}
        onChange={setKinds}
      />
      <ChoiceField
        label={t.pairs.topics}
        options={matchTopics.map((value) => ({ value, name: t.vocabulary.matchTopic[value] }))}
        chosen={topics}
        onChange={setTopics}
      />
      <div class="columns">
        <TextField
          label={t.pairs.plannedStart}
          type="date"
          value={plannedStart}
          onChange={setStart}
        />
        <TextField label={t.pairs.plannedEnd} type="date" value={plannedEnd} onChange={setEnd} />
      </div>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      <div class="row">
        <Button type="submit" kind="primary" disabled={props.busy}>
          {t.pairs.create}
        </Button>
        <a class="button" href="#/pairs">
          {t.common.cancel}
        </a>
      </div>
    </form>
  );
}
