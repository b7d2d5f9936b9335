import type { ComponentChildren } from 'preact';
import type { LucideIcon } from 'lucide-preact';

export interface ButtonProps {
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly icon?: LucideIcon;
  /** Name for those who cannot see the icon; required when there are no children. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly onPress?: () => void;
  readonly children?: ComponentChildren;
}

/** A button of at least 32 px; its icon is decoration, its name is text or `label`. */
export function Button(props: ButtonProps) {
  const Icon = props.icon;
  return (
    <button
      type={props.type ?? 'button'}
      class="button"
      data-kind={props.kind ?? 'plain'}
      data-icon-only={props.children === undefined ? '' : undefined}
      aria-label={props.label}
      title={props.children === undefined ? props.label : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      disabled={props.disabled ?? false}
      onClick={props.onPress}
    >
      {Icon && <Icon size={18} aria-hidden="true" />}
      {props.children}
    </button>
  );
}
