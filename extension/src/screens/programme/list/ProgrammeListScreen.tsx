import type { DocumentId } from '@nastavnik/core/kernel';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Table, type Column } from '../../../ui/Table.tsx';
import { useTexts } from '../../../text/language.tsx';
import { usePeople } from '../../shell/use-people.ts';
import { useSummaries } from '../../shell/record/use-summaries.ts';

export interface ProgrammeRowView {
  readonly documentId: DocumentId;
  readonly title: string;
  readonly pair: string;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly done: number;
  readonly activities: number;
}

export function ProgrammeList(props: { readonly rows: readonly ProgrammeRowView[] }) {
  const { t, formats } = useTexts();
  const columns: readonly Column<ProgrammeRowView>[] = [
    {
      name: t.programme.name,
      cell: (row) => (
        <a href={`#/programmes/${row.documentId}`}>
          {row.title === '' ? t.programme.untitled : row.title}
        </a>
      ),
    },
    { name: t.records.kind.pair, cell: (row) => row.pair },
    { name: t.pairs.period, cell: (row) => formats.period(row.start, row.end) },
    {
      name: t.programme.activitiesTab,
      cell: (row) => t.today.progress(row.done, row.activities),
    },
  ];
  return (
    <section class="stack">
      <h1>{t.programme.listTitle}</h1>
      {props.rows.length === 0 ? (
        <EmptyState
          text={t.programme.empty}
          action={
            <a class="button" href="#/pairs">
              {t.shell.pairs}
            </a>
          }
        />
      ) : (
        <Table
          caption={t.programme.listTitle}
          columns={columns}
          rows={props.rows}
          rowKey={(row) => row.documentId}
        />
      )}
    </section>
  );
}

export function ProgrammeListScreen() {
  const people = usePeople();
  const { t } = useTexts();
  const pairs = new Map(
    useSummaries('pair').map((pair) => [pair.documentId as string, pair.value]),
  );
  const rows = useSummaries('programme').map(({ documentId, value }) => {
    const pair = pairs.get(value?.pairId ?? '');
    return {
      documentId,
      title: value?.title ?? '',
      pair:
        pair?.mentorId === undefined
          ? '—'
          : t.pairs.name(people.nameOf(pair.mentorId), people.namesOf(pair.menteeIds)),
      start: value?.start,
      end: value?.end,
      activities: value?.activities.length ?? 0,
      done: value?.activities.filter(({ status }) => status === 'done').length ?? 0,
    };
  });
  return <ProgrammeList rows={rows} />;
}
