import { type DocumentKindName, type Relation } from '@nastavnik/core/access';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import type { Texts } from '../../../text/ru/index.ts';
import { useTexts } from '../../../text/language.tsx';
import { useMembership, useWorkplace } from '../workplace.tsx';
import { usePeople } from '../use-people.ts';
import { safetyOf } from './use-document.ts';
import type { RecordView } from './RecordFrame.tsx';
import { useCanWrite } from './use-standing.ts';

/** Kinds that the district counts; the others have two tiers only. */
const counted: readonly DocumentKindName[] = [
  'organisation',
  'register',
  'pair',
  'petition',
  'programme',
  'roadmap',
  'approvals',
];

const relationName = (t: Texts, relation: string): string => {
  const names: Readonly<Partial<Record<string, string>>> = {
    ...t.vocabulary.role,
    ...t.records.part,
    ...t.records.relation,
  } satisfies Record<Relation, string>;
  return names[relation] ?? relation;
};

/** What stands at the head of every record. */
export function useRecordView(
  handle: DocumentHandle<unknown>,
  view: DocumentView<unknown>,
): RecordView {
  const { replica, clock } = useWorkplace();
  const { t, describe } = useTexts();
  const people = usePeople();
  const membership = useMembership();
  const canWrite = useCanWrite(handle.documentId);
  const safety = safetyOf(handle);
  const { failure } = handle.status.value;
  const hasDistrict =
    membership !== undefined &&
    replica.membership.value.get(membership.logId)?.districtLogId !== undefined;
  return {
    tier: safety.tier,
    atMs: safety.atMs,
    failure: safety.isUnsaved && failure !== undefined ? describe(failure) : undefined,
    reachesDistrict: hasDistrict && counted.includes(view.kind),
    problems: view.problems.length,
    isWritable: canWrite && view.writable,
    isNewerSchema: !view.writable,
    readers: replica.whoSees(handle.documentId).map((reader) => ({
      key: reader.personId,
      name: people.nameOf(reader.personId),
      because: reader.because.map((relation) => relationName(t, relation)),
    })),
    nowMs: clock.nowMs(),
  };
}
