import type { ComponentChildren } from 'preact';

export interface EmptyStateProps {
  /** One sentence: what will be here. */
  readonly text: string;
  /** One action that leads on. */
  readonly action?: ComponentChildren;
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class="empty">
      <p>{props.text}</p>
      {props.action}
    </div>
  );
}
