import type { ComponentChildren } from 'preact';
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-preact';

export type NoticeKind = 'info' | 'good' | 'warn' | 'bad';

const icons: Readonly<Record<NoticeKind, LucideIcon>> = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
};

export interface NoticeProps {
  readonly kind?: NoticeKind;
  readonly title?: string;
  /** Read out at once when it appears: for what a person has just caused. */
  readonly urgent?: boolean;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** What happened and what can be done about it. */
export function Notice(props: NoticeProps) {
  const kind = props.kind ?? 'info';
  const Icon = icons[kind];
  return (
    <div class="notice" data-kind={kind} role={props.urgent ? 'alert' : undefined}>
      <Icon size={20} aria-hidden="true" />
      <div>
        {props.title !== undefined && <strong>{props.title}</strong>}
        {props.children !== undefined && <div>{props.children}</div>}
        {props.actions !== undefined && <div class="row">{props.actions}</div>}
      </div>
    </div>
  );
}
