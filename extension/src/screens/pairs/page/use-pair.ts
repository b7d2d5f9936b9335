import { pairState } from '@nastavnik/core/domain';
import { pairFactsOf, programmeCommands, type Pair } from '@nastavnik/core/documents';
import { fail, ok, type DocumentId, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { withDocument } from '../../shell/record/with-document.ts';
import { useSummaries } from '../../shell/record/use-summaries.ts';
import { standing, type Signature } from '../../shell/signing/use-signatures.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useToday } from '../../shell/use-today.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import { outsideFactsOf } from '../consents/outside-facts.ts';
import { missingIn } from './missing.ts';
import type { PairPageProps } from './PairPage.tsx';
import { useConsents } from '../consents/use-consents.ts';
import { useOrders } from '../orders/use-orders.ts';
import { useMeetings } from '../meeting/use-meetings.ts';
import { useFiles } from '../files/use-files.ts';
import { useHelp } from '../help/use-help.ts';

export interface PairContext {
  readonly handle: DocumentHandle<Pair>;
  readonly view: DocumentView<Pair>;
  readonly signatures: readonly Signature[] | undefined;
  readonly approvalsId: DocumentId | undefined;
}

/** The view-model of a pair's page. */
export function usePair(context: PairContext): Omit<PairPageProps, 'record'> {
  const { t, formats } = useTexts();
  const people = usePeople();
  const { today, timeZone } = useToday();
  const { handle, view } = context;
  const pair = view.value;
  const valid = standing(context.signatures ?? []);
  const facts = pairFactsOf(pair, outsideFactsOf(pair, valid, timeZone));
  const state = facts === undefined ? ({ state: 'proposed' } as const) : pairState(facts, today);
  const role = useStanding(handle.documentId);
  const action = useAction();
  const programme = useProgrammeOf(handle.documentId);
  const set = t.common.notSet;
  return {
    mentor: pair.mentorId === undefined ? set : people.nameOf(pair.mentorId),
    mentees: people.namesOf(pair.menteeIds),
    state: state.state,
    missing: missingIn(state, facts, t, people),
    facts: [
      {
        name: t.pairs.form,
        value: pair.form === undefined ? set : t.vocabulary.mentoringForm[pair.form],
      },
      { name: t.pairs.kinds, value: wordsOf(pair.kinds, t.vocabulary.mentoringKind) || set },
      { name: t.pairs.topics, value: wordsOf(pair.topics, t.vocabulary.matchTopic) || set },
      { name: t.pairs.period, value: formats.period(pair.plannedStart, pair.plannedEnd) },
    ],
    programmeId: programme.id,
    canStartProgramme: role.has('mentor', 'mentee', 'curator'),
    busy: action.busy,
    refusal: action.refusal,
    onStartProgramme: () => action.run(() => programme.start(pair)),
    consents: useConsents(context, facts),
    orders: useOrders(context, facts),
    meetings: useMeetings(context),
    help: useHelp(context),
    files: useFiles(context),
  };
}

const wordsOf = (keys: readonly string[], names: Readonly<Record<string, string>>): string =>
  keys.map((key) => names[key] ?? key).join(', ');

interface ProgrammeOfPair {
  readonly id: DocumentId | undefined;
  readonly start: (pair: Pair) => Promise<Result<DocumentId, Refusal>>;
}

/** The pair's programme, and the way to begin one for the same people. */
function useProgrammeOf(pairId: DocumentId): ProgrammeOfPair {
  const { replica, navigate } = useWorkplace();
  const { t } = useTexts();
  const id = useSummaries('programme').find(({ value }) => value?.pairId === pairId)?.documentId;
  const start = async (pair: Pair): Promise<Result<DocumentId, Refusal>> => {
    const record = replica.record(pairId);
    if (record === undefined) return fail({ code: 'document-unavailable' });
    const { logId, audience, subjects } = record;
    const created = await replica.create({ logId, kind: 'programme', audience, subjects });
    if (!created.ok) return created;
    const linked = await withDocument(replica, created.value, (programme) =>
      programme.change(t.labels.startProgramme, programmeCommands.edit, {
        pairId,
        forms: pair.form === undefined ? {} : { [pair.form]: true },
      }),
    );
    if (!linked.ok) return linked;
    navigate(`#/programmes/${created.value}`);
    return ok(created.value);
  };
  return { id, start };
}
