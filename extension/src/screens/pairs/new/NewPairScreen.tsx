import { parsePlainDate, type Role } from '@nastavnik/core/domain';
import { pairCommands } from '@nastavnik/core/documents';
import {
  fail,
  ok,
  type DocumentId,
  type PersonId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { Replica } from '../../../replica/replica.ts';
import type { Option } from '../../../ui/form/SelectField.tsx';
import { useTexts } from '../../../text/language.tsx';
import { withDocument } from '../../shell/record/with-document.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useMembership, useWorkplace, type Membership } from '../../shell/workplace.tsx';
import { NewPairForm, type NewPair } from './NewPairForm.tsx';

const asDate = (text: string | undefined) => {
  if (text === undefined) return undefined;
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : undefined;
};

const chosen = (keys: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(keys.map((key) => [key, true]));

/** The pair's document and the place for its signatures, for the same people. */
async function formPair(
  replica: Replica,
  membership: Membership,
  pair: NewPair,
  label: string,
): Promise<Result<DocumentId, Refusal>> {
  const audience = [
    { personId: pair.mentorId, part: 'mentor' as const },
    ...pair.menteeIds.map((personId) => ({ personId, part: 'mentee' as const })),
  ];
  const subjects = [pair.mentorId, ...pair.menteeIds];
  const document = { logId: membership.logId, audience, subjects };
  const created = await replica.create({ ...document, kind: 'pair' });
  if (!created.ok) return created;
  const approvals = await replica.create({ ...document, kind: 'approvals' });
  if (!approvals.ok) return approvals;
  const linked = await withDocument(replica, created.value, async (handle) => {
    const formed = await handle.change(label, pairCommands.form, {
      isGroup: pair.menteeIds.length > 1,
      mentorId: pair.mentorId,
      menteeIds: pair.menteeIds,
      form: pair.form,
      kinds: chosen(pair.kinds),
      topics: chosen(pair.topics),
      plannedStart: asDate(pair.plannedStart),
      plannedEnd: asDate(pair.plannedEnd),
      organisationIds: { [membership.logId]: true },
    });
    if (!formed.ok) return formed;
    return handle.change(label, pairCommands.linkDocument, {
      documentId: approvals.value,
      part: 'approvals' as const,
    });
  });
  return linked.ok ? ok(created.value) : linked;
}

export function NewPairScreen() {
  const { replica, navigate, announce } = useWorkplace();
  const { t } = useTexts();
  const membership = useMembership();
  const people = usePeople();
  const action = useAction();
  const state = membership && replica.membership.value.get(membership.logId);
  const having = (role: Role): readonly Option<PersonId>[] =>
    [...(state?.members.values() ?? [])]
      .filter((member) => member.roles.includes(role))
      .map(({ personId }) => ({ value: personId, name: people.nameOf(personId) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
  const create = (pair: NewPair): void =>
    action.run(
      async () =>
        membership === undefined
          ? fail({ code: 'log-unknown' })
          : formPair(replica, membership, pair, t.labels.formPair),
      (documentId) => {
        announce(t.pairs.createDone);
        navigate(`#/pairs/${documentId}`);
      },
    );
  return (
    <NewPairForm
      mentors={having('mentor')}
      mentees={having('mentee')}
      busy={action.busy}
      refusal={action.refusal}
      onCreate={create}
    />
  );
}
