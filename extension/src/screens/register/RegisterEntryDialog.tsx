import { useState } from 'preact/hooks';
import {
  menteeCategories,
  menteeReasons,
  registerParts,
  type MenteeCategory,
  type MenteeReason,
  type RegisterPart,
} from '@nastavnik/core/domain';
import type { PersonId } from '@nastavnik/core/kernel';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFooter } from '../../ui/form/FormFooter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SelectField, type Option } from '../../ui/form/SelectField.tsx';
import { useTexts } from '../../text/language.tsx';

export interface NewRegisterEntry {
  readonly personId: PersonId;
  readonly as: RegisterPart;
  readonly category: MenteeCategory | undefined;
  readonly reason: MenteeReason | undefined;
}

export interface RegisterEntryDialogProps {
  readonly people: readonly Option<PersonId>[];
  readonly as: RegisterPart;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (entry: NewRegisterEntry) => void;
  readonly onClose: () => void;
}

export function RegisterEntryDialog(props: RegisterEntryDialogProps) {
  const { t } = useTexts();
  const [personId, setPerson] = useState<PersonId | ''>('');
  const [part, setPart] = useState<RegisterPart>(props.as);
  const [category, setCategory] = useState<MenteeCategory | ''>('');
  const [reason, setReason] = useState<MenteeReason | ''>('');
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (personId === '') return;
    const isMentee = part === 'mentee';
    props.onAdd({
      personId,
      as: part,
      category: isMentee && category !== '' ? category : undefined,
      reason: isMentee && reason !== '' ? reason : undefined,
    });
  };
  return (
    <Dialog title={t.register.add} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {props.people.length === 0 && <Notice>{t.register.noPeople}</Notice>}
        <SelectField
          label={t.register.addPerson}
          value={personId}
          placeholder={t.common.choose}
          options={props.people}
          onChange={setPerson}
          error={isTried && personId === '' ? t.register.personNeeded : undefined}
        />
        <SelectField
          label={t.register.addAs}
          value={part}
          options={registerParts.map((value) => ({
            value,
            name: t.vocabulary.registerPart[value],
          }))}
          onChange={setPart}
        />
        {part === 'mentee' && (
          <>
            <SelectField
              label={t.register.category}
              value={category}
              placeholder={t.common.notSet}
              options={menteeCategories.map((value) => ({
                value,
                name: t.vocabulary.menteeCategory[value],
              }))}
              onChange={setCategory}
            />
            <SelectField
              label={t.register.reason}
              value={reason}
              placeholder={t.common.notSet}
              options={menteeReasons.map((value) => ({
                value,
                name: t.vocabulary.menteeReason[value],
              }))}
              onChange={setReason}
            />
          </>
        )}
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
