import { useEffect } from 'preact/hooks';

/** What keys may do; each is read by its place on the keyboard, so the layout does not matter. */
export interface Shortcuts {
  readonly enabled: boolean;
  readonly goTo: (index: number) => void;
  readonly showHelp: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Presses the control of this screen that says `data-key="new"` or `data-key="search"`. */
function pressControl(root: Document, key: string): boolean {
  const holder = root.querySelector<HTMLElement>(`[data-key="${key}"]`);
  const control = holder?.matches('button, a, input')
    ? holder
    : holder?.querySelector<HTMLElement>('button, a, input');
  if (!control) return false;
  if (control instanceof HTMLInputElement) control.focus();
  else control.click();
  return true;
}

/** Which action a key press means; `undefined` leaves it to the browser. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): { readonly go: number } | 'help' | 'new' | 'search' | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (event.altKey) return digit === undefined ? undefined : { go: Number(digit) - 1 };
  if (event.code === 'Slash') return event.shiftKey ? 'help' : 'search';
  if (event.code === 'KeyN' && !event.shiftKey) return 'new';
  return undefined;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    if (!shortcuts.enabled) return undefined;
    const handleKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const action = shortcutOf(event);
      const isModal = document.querySelector('dialog[open]') !== null;
      if (action === undefined || isModal) return;
      if (typeof action === 'object') {
        event.preventDefault();
        shortcuts.goTo(action.go);
        return;
      }
      if (isTyping(event.target)) return;
      if (action === 'help') shortcuts.showHelp();
      else if (!pressControl(document, action)) return;
      event.preventDefault();
    };
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, [shortcuts]);
}
