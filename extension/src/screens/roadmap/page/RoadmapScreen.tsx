import {
  roadmapCommands,
  rowOccurrences,
  type Roadmap,
  type RoadmapRow,
} from '@nastavnik/core/documents';
import type { DocumentId, ItemId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { useTexts } from '../../../text/language.tsx';
import { RecordAbsent } from '../../shell/record/RecordFrame.tsx';
import { useDocument } from '../../shell/record/use-document.ts';
import { useRecordView } from '../../shell/record/use-record-view.ts';
import { useStanding } from '../../shell/record/use-standing.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useToday } from '../../shell/use-today.ts';
import { RoadmapPage, type RoadmapPageProps } from './RoadmapPage.tsx';
import type { OccurrenceView, RoadmapRowView } from './RoadmapRow.tsx';

export function RoadmapScreen(props: { readonly documentId: DocumentId }) {
  const opened = useDocument<Roadmap>(props.documentId);
  if (opened.state !== 'ready') return <RecordAbsent state={opened.state} />;
  return <OpenRoadmap handle={opened.handle} view={opened.view} />;
}

interface OpenRoadmapProps {
  readonly handle: DocumentHandle<Roadmap>;
  readonly view: DocumentView<Roadmap>;
}

function OpenRoadmap({ handle, view }: OpenRoadmapProps) {
  const page = useRoadmap(handle, view);
  return <RoadmapPage {...page} record={useRecordView(handle, view)} />;
}

/** The plan's responsible column, in one or in two parts as the plan prints it. */
const responsibleOf = (row: RoadmapRow): string =>
  [row.responsible, row.responsibleMunicipal, row.responsibleOrganisation]
    .filter((part) => part !== '')
    .join('\n');

/** The view-model of a roadmap: verbatim words, and occurrences as of today. */
function useRoadmap(
  handle: DocumentHandle<Roadmap>,
  view: DocumentView<Roadmap>,
): Omit<RoadmapPageProps, 'record'> {
  const { t, formats } = useTexts();
  const people = usePeople();
  const { today, timeZone } = useToday();
  const action = useAction();
  const standing = useStanding(handle.documentId);
  const canWrite = standing.canWrite('evidence/x') && view.writable;
  const roadmap = view.value;
  const occurrencesOf = (row: RoadmapRow): readonly OccurrenceView[] =>
    rowOccurrences(roadmap, row, { today, timeZone }).map((occurrence) => {
      const evidence = row.evidence.filter(({ occurrenceKey }) => occurrenceKey === occurrence.key);
      const last = row.decisions.findLast(({ occurrenceKey }) => occurrenceKey === occurrence.key);
      return {
        key: occurrence.key,
        status: occurrence.status,
        start: occurrence.start,
        end: occurrence.end,
        evidence: evidence.map(({ id, text, url }) => ({ key: id, text, url })),
        canAttach: canWrite,
        canDecide: canWrite && evidence.length > 0 && occurrence.status !== 'accepted',
        decision:
          last === undefined
            ? undefined
            : `${last.decision === 'accepted' ? t.vocabulary.occurrenceStatus.accepted : t.roadmap.returned}: ${t.roadmap.decided(people.nameOf(last.personId), formats.instant(last.atMs))}`,
      };
    });
  return {
    title: roadmap.title,
    isDistrict: roadmap.level === 'municipal' && !canWrite,
    start: roadmap.periodStart,
    end: roadmap.periodEnd,
    rows: roadmap.rows.map((row): RoadmapRowView => ({
      key: row.id,
      rowNo: row.rowNo ?? '',
      section: row.section,
      isHeading: row.isHeading,
      title: row.title,
      deadline: row.deadline.verbatim ?? '',
      responsible: responsibleOf(row),
      expectedResult: row.expectedResult,
      occurrences: row.isHeading ? [] : occurrencesOf(row),
    })),
    busy: action.busy,
    refusal: action.refusal,
    onAttach: (rowKey, occurrenceKey, { text, url }, done) =>
      action.run(
        () =>
          handle.change(t.labels.addEvidence, roadmapCommands.evidence.add, {
            rowId: rowKey as ItemId,
            occurrenceKey,
            text,
            ...(url === '' ? { kind: 'note' as const } : { kind: 'link' as const, url }),
          }),
        done,
      ),
    onDecide: (rowKey, occurrenceKey, decision) =>
      action.run(() =>
        handle.change(t.labels.decideRow, roadmapCommands.decisions.add, {
          rowId: rowKey as ItemId,
          occurrenceKey,
          decision,
        }),
      ),
  };
}
