import { useState } from 'preact/hooks';
import type { Role } from '@nastavnik/core/domain';
import type { PersonId } from '@nastavnik/core/kernel';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { Table, type Column } from '../../../ui/Table.tsx';
import { useTexts } from '../../../text/language.tsx';
import { InvitationDialog, type InvitationView } from './InvitationDialog.tsx';
import { NewMemberDialog, type NewMember } from './NewMemberDialog.tsx';

export interface MemberView {
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly devices: number;
}

export interface PeoplePageProps {
  readonly members: readonly MemberView[];
  readonly assignable: readonly Role[];
  readonly canManage: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly invitation: InvitationView | undefined;
  readonly onAdd: (member: NewMember, done: () => void) => void;
  readonly onInvite: (personId: PersonId) => void;
  readonly onRoles: (personId: PersonId, roles: readonly Role[], done: () => void) => void;
  readonly onCopy: (text: string) => void;
  /** Absent where a relay carries invitations. */
  readonly onSaveOffer: ((code: string) => void) | undefined;
  readonly onCloseInvitation: () => void;
}

/** Members of the organisation, their roles, and invitations. */
export function PeoplePage(props: PeoplePageProps) {
  const { t } = useTexts();
  const [isAdding, setAdding] = useState(false);
  const [editing, setEditing] = useState<MemberView>();
  const add = props.canManage && (
    <span data-key="new">
      <Button kind="primary" onPress={() => setAdding(true)}>
        {t.people.add}
      </Button>
    </span>
  );
  return (
    <section class="stack">
      <div class="row-spread">
        <h1>{t.people.title}</h1>
        {props.members.length > 0 && add}
      </div>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.members.length === 0 ? (
        <EmptyState text={t.people.empty} action={add} />
      ) : (
        <MemberTable {...props} onEditRoles={setEditing} />
      )}
      {isAdding && (
        <NewMemberDialog
          assignable={props.assignable}
          busy={props.busy}
          refusal={props.refusal}
          onAdd={(member) => props.onAdd(member, () => setAdding(false))}
          onClose={() => setAdding(false)}
        />
      )}
      {editing !== undefined && (
        <RolesDialog {...props} member={editing} onClose={() => setEditing(undefined)} />
      )}
      {props.invitation !== undefined && (
        <InvitationDialog
          invitation={props.invitation}
          onCopy={props.onCopy}
          onSaveOffer={props.onSaveOffer}
          onClose={props.onCloseInvitation}
        />
      )}
    </section>
  );
}

function MemberTable(
  props: PeoplePageProps & { readonly onEditRoles: (member: MemberView) => void },
) {
  const { t } = useTexts();
  const columns: readonly Column<MemberView>[] = [
    { name: t.people.name, cell: (member) => member.name },
    {
      name: t.people.roles,
      cell: (member) =>
        member.roles.length === 0
          ? t.people.left
          : member.roles.map((role) => t.vocabulary.role[role]).join(', '),
    },
    {
      name: t.people.devices,
      cell: (member) =>
        member.devices === 0 ? t.people.noDevices : t.people.deviceCount(member.devices),
    },
  ];
  const actions: Column<MemberView> = {
    name: t.people.actions,
    cell: (member) => (
      <div class="row" role="group" aria-label={t.people.manage(member.name)}>
        <Button disabled={props.busy} onPress={() => props.onInvite(member.personId)}>
          {member.devices === 0 ? t.people.invite : t.people.recover}
        </Button>
        <Button kind="quiet" onPress={() => props.onEditRoles(member)}>
          {t.people.changeRoles}
        </Button>
      </div>
    ),
  };
  return (
    <Table
      caption={t.people.title}
      columns={props.canManage ? [...columns, actions] : columns}
      rows={props.members}
      rowKey={(member) => member.personId}
    />
  );
}

function RolesDialog(
  props: PeoplePageProps & { readonly member: MemberView; readonly onClose: () => void },
) {
  const { t } = useTexts();
  const [roles, setRoles] = useState<readonly Role[]>(props.member.roles);
  return (
    <Dialog title={t.people.rolesOf(props.member.name)} onClose={props.onClose}>
      <div class="stack">
        <ChoiceField
          label={t.people.rolesLabel}
          options={props.assignable.map((value) => ({ value, name: t.vocabulary.role[value] }))}
          chosen={roles}
          onChange={setRoles}
        />
        <div class="row">
          <Button
            kind="primary"
            disabled={props.busy}
            onPress={() => props.onRoles(props.member.personId, roles, props.onClose)}
          >
            {t.common.save}
          </Button>
          <Button onPress={props.onClose}>{t.common.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}
