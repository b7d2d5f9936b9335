import type { ComponentChildren } from 'preact';
import type { LucideIcon } from 'lucide-preact';

export type MarkKind = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

export interface MarkProps {
  readonly kind?: MarkKind;
  readonly icon?: LucideIcon;
  readonly children: ComponentChildren;
}

/** A state in one or two words. The words carry the meaning, the colour only repeats it. */
export function Mark(props: MarkProps) {
  const Icon = props.icon;
  return (
    <span class="mark" data-kind={props.kind ?? 'plain'}>
      {Icon && <Icon size={14} aria-hidden="true" />}
      {props.children}
    </span>
  );
}
