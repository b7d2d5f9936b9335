import { useState } from 'preact/hooks';
import type { Role } from '@nastavnik/core/domain';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface NewMember {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string;
  readonly position: string;
  readonly roles: readonly Role[];
}

export interface NewMemberDialogProps {
  readonly assignable: readonly Role[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (member: NewMember) => void;
  readonly onClose: () => void;
}

export function NewMemberDialog(props: NewMemberDialogProps) {
  const { t } = useTexts();
  const [lastName, setLastName] = useState('');
  const [firstName, setFirstName] = useState('');
  const [patronymic, setPatronymic] = useState('');
  const [position, setPosition] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (lastName.trim() === '' || firstName.trim() === '' || roles.length === 0) return;
    props.onAdd({
      lastName: lastName.trim(),
      firstName: firstName.trim(),
      patronymic: patronymic.trim(),
      position: position.trim(),
      roles,
    });
  };
  const missing = (value: string): string | undefined =>
    isTried && value.trim() === '' ? t.people.lastNameNeeded : undefined;
  return (
    <Dialog title={t.people.add} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p class="soft">{t.people.addHint}</p>
        <div class="columns">
          <TextField
            label={t.people.lastName}
            value={lastName}
            maxLength={100}
            onChange={setLastName}
            error={missing(lastName)}
          />
          <TextField
            label={t.people.firstName}
            value={firstName}
            maxLength={100}
            onChange={setFirstName}
            error={missing(firstName)}
          />
          <TextField
            label={t.people.patronymic}
            hint={t.common.optional}
            value={patronymic}
            maxLength={100}
            onChange={setPatronymic}
          />
          <TextField
            label={t.people.position}
            hint={t.common.optional}
            value={position}
            maxLength={200}
            onChange={setPosition}
          />
        </div>
        <ChoiceField
          label={t.people.rolesLabel}
          options={props.assignable.map((value) => ({ value, name: t.vocabulary.role[value] }))}
          chosen={roles}
          onChange={setRoles}
        />
        {isTried && roles.length === 0 && (
          <Notice kind="warn" urgent>
            {t.people.rolesNeeded}
          </Notice>
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
