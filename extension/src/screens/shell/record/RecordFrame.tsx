import type { ComponentChildren } from 'preact';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusTier, type SafetyTier } from '../../../ui/status/StatusTier.tsx';
import { useTexts } from '../../../text/language.tsx';
import { WhoSees, type ReaderView } from './WhoSees.tsx';

/** What is said of every record, whatever its kind. */
export interface RecordView {
  readonly tier: SafetyTier | undefined;
  readonly atMs: number | undefined;
  /** A sentence when the device could not keep the last change. */
  readonly failure: string | undefined;
  readonly reachesDistrict: boolean;
  readonly problems: number;
  readonly isWritable: boolean;
  readonly isNewerSchema: boolean;
  readonly readers: readonly ReaderView[];
  readonly nowMs: number;
}

export interface RecordFrameProps {
  readonly title: string;
  readonly subtitle?: ComponentChildren;
  readonly record: RecordView;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Heading of a record: name, how safe it is, who sees it, and what cannot be done and why. */
export function RecordFrame(props: RecordFrameProps) {
  const { t } = useTexts();
  const { record } = props;
  return (
    <article class="stack">
      <header class="stack-tight">
        <div class="row-spread">
          <h1>{props.title}</h1>
          {props.actions !== undefined && <div class="row">{props.actions}</div>}
        </div>
        {props.subtitle !== undefined && <div class="row">{props.subtitle}</div>}
        <div class="row-spread">
          <StatusTier
            tier={record.tier}
            atMs={record.atMs}
            nowMs={record.nowMs}
            reachesDistrict={record.reachesDistrict}
          />
          <WhoSees readers={record.readers} />
        </div>
      </header>
      {record.failure !== undefined && (
        <Notice
          kind="bad"
          urgent
          title={t.status.storageFailed}
          actions={<a href="#/settings/storage">{t.storage.export}</a>}
        >
          {record.failure}
        </Notice>
      )}
      {record.isNewerSchema && <Notice kind="warn">{t.common.newerSchema}</Notice>}
      {!record.isNewerSchema && !record.isWritable && <Notice>{t.common.readOnly}</Notice>}
      {record.problems > 0 && <Notice kind="warn">{t.common.problems(record.problems)}</Notice>}
      {props.children}
    </article>
  );
}

/** Stands in for a record that is not here: opening, or not yet on this device. */
export function RecordAbsent(props: { readonly state: 'loading' | 'absent' }) {
  const { t } = useTexts();
  return props.state === 'loading' ? (
    <p role="status" class="soft">
      {t.common.loading}
    </p>
  ) : (
    <EmptyState text={t.common.notYetHere} />
  );
}
