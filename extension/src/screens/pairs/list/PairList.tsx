import { useState } from 'preact/hooks';
import { Plus } from 'lucide-preact';
import type { PairState } from '@nastavnik/core/domain';
import type { DocumentId } from '@nastavnik/core/kernel';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { Table, type Column } from '../../../ui/Table.tsx';
import { useTexts } from '../../../text/language.tsx';
import { matchesSearch } from '../../shell/record/matches-search.ts';
import { PairStateMark } from '../page/PairStateMark.tsx';

export interface PairRowView {
  readonly documentId: DocumentId;
  readonly mentor: string;
  readonly mentees: string;
  /** Absent until the pair has come from the relay. */
  readonly state: PairState['state'] | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly nextMeetingAtMs: number | undefined;
}

export interface PairListProps {
  readonly rows: readonly PairRowView[];
  readonly canCreate: boolean;
  /** A mentor or mentee sees only own pairs, and is told so when there are none. */
  readonly isOwnOnly: boolean;
}

/** Pairs and groups, painted from summaries: nothing is opened to show a list. */
export function PairList(props: PairListProps) {
  const { t } = useTexts();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<PairState['state'] | 'all'>('all');
  const create = props.canCreate && (
    <a class="button" data-kind="primary" data-key="new" href="#/pairs/new">
      <Plus size={18} aria-hidden="true" />
      {t.pairs.create}
    </a>
  );
  const states = [...new Set(props.rows.map((row) => row.state))].filter(
    (each) => each !== undefined,
  );
  const shown = props.rows.filter(
    (row) =>
      (state === 'all' || row.state === state) &&
      matchesSearch(`${row.mentor} ${row.mentees}`, query),
  );
  return (
    <section class="stack">
      <div class="row-spread">
        <h1>{t.pairs.title}</h1>
        {props.rows.length > 0 && create}
      </div>
      {props.rows.length === 0 ? (
        <EmptyState text={props.isOwnOnly ? t.pairs.emptyOwn : t.pairs.empty} action={create} />
      ) : (
        <>
          <div class="columns" data-key="search">
            <TextField
              label={t.pairs.filterLabel}
              type="search"
              value={query}
              onChange={setQuery}
            />
            <SelectField
              label={t.pairs.stateFilter}
              value={state}
              options={[
                { value: 'all', name: t.common.all },
                ...states.map((each) => ({ value: each, name: t.pairs.stateName[each] })),
              ]}
              onChange={setState}
            />
          </div>
          <p class="soft small" role="status">
            {shown.length === 0 ? t.pairs.emptyFiltered : t.pairs.shown(shown.length)}
          </p>
          {shown.length > 0 && <PairTable rows={shown} />}
        </>
      )}
    </section>
  );
}

function PairTable(props: { readonly rows: readonly PairRowView[] }) {
  const { t, formats } = useTexts();
  const columns: readonly Column<PairRowView>[] = [
    {
      name: t.pairs.mentee,
      cell: (row) => <a href={`#/pairs/${row.documentId}`}>{row.mentees}</a>,
    },
    { name: t.pairs.mentor, cell: (row) => row.mentor },
    {
      name: t.common.state,
      cell: (row) => (row.state === undefined ? '—' : <PairStateMark state={row.state} />),
    },
    {
      name: t.pairs.period,
      cell: (row) => formats.period(row.start, row.end),
    },
    {
      name: t.pairs.nextMeeting,
      cell: (row) =>
        row.nextMeetingAtMs === undefined ? '—' : formats.instant(row.nextMeetingAtMs),
    },
  ];
  return (
    <Table
      caption={t.pairs.title}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.documentId}
    />
  );
}
