import { useState } from 'preact/hooks';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { useTexts } from '../../../text/language.tsx';
import { RecordFrame, type RecordView } from '../../shell/record/RecordFrame.tsx';
import { RoadmapRow, type RoadmapRowView, type RowActions } from './RoadmapRow.tsx';

export interface RoadmapPageProps extends RowActions {
  readonly record: RecordView;
  readonly title: string;
  readonly isDistrict: boolean;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly rows: readonly RoadmapRowView[];
}

const attention = new Set(['open', 'dueSoon', 'overdue', 'evidenceAttached', 'notUnderstood']);

const needsAttention = (row: RoadmapRowView): boolean =>
  row.occurrences.some((occurrence) => attention.has(occurrence.status));

/** A plan as it was printed, with what today says about each row. */
export function RoadmapPage(props: RoadmapPageProps) {
  const { t, formats } = useTexts();
  const [filter, setFilter] = useState<'all' | 'now'>('all');
  const shown =
    filter === 'all'
      ? props.rows
      : props.rows.filter((row) => !row.isHeading && needsAttention(row));
  return (
    <RecordFrame
      title={props.title === '' ? t.roadmap.untitled : props.title}
      record={props.record}
      subtitle={
        props.start !== undefined &&
        props.end !== undefined && (
          <span class="soft">
            {t.roadmap.between(formats.date(props.start), formats.date(props.end))}
          </span>
        )
      }
    >
      {props.isDistrict && <Notice>{t.roadmap.readOnlyDistrict}</Notice>}
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.rows.length === 0 ? (
        <EmptyState text={t.roadmap.rowsEmpty} />
      ) : (
        <>
          <SelectField
            label={t.roadmap.filter}
            value={filter}
            options={[
              { value: 'all', name: t.roadmap.filterAll },
              { value: 'now', name: t.roadmap.filterNow },
            ]}
            onChange={setFilter}
          />
          <p role="status" class="soft small">
            {shown.length === 0 ? t.roadmap.rowsFiltered : t.roadmap.rows(shown.length)}
          </p>
          <div class="stack">
            {shown.map((row) => (
              <RoadmapRow key={row.key} row={row} {...props} />
            ))}
          </div>
        </>
      )}
    </RecordFrame>
  );
}
