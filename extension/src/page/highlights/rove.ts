const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * Keyboard way through the marks: one stop of Tab, arrows from mark to mark, Escape back to where
 * the focus came from.
 */
export function rove(marks: HTMLElement, document: Document, signal: AbortSignal): void {
  let cameFrom: HTMLElement | undefined;
  const buttons = (): HTMLButtonElement[] => [
    ...marks.querySelectorAll<HTMLButtonElement>('button:not([hidden])'),
  ];
  const keepOneStop = (): void => {
    const all = buttons();
    const stop = all.find((button) => button.tabIndex === 0) ?? all[0];
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  };

  const observer = new MutationObserver(keepOneStop);
  observer.observe(marks, { childList: true, subtree: true, attributeFilter: ['hidden'] });
  signal.addEventListener('abort', () => observer.disconnect());

  const handleFocus = (event: FocusEvent): void => {
    const { relatedTarget, target } = event;
    if (relatedTarget instanceof HTMLElement && !marks.contains(relatedTarget)) {
      cameFrom = relatedTarget;
    }
    for (const button of buttons()) button.tabIndex = button === target ? 0 : -1;
  };
  const handleKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (event.key !== 'Escape' && step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) return giveBack(cameFrom, event.target, document);
    const all = buttons();
    const at = all.findIndex((button) => button === event.target);
    all[(at + step + all.length) % all.length]?.focus();
  };
  marks.addEventListener('focusin', handleFocus, { signal });
  marks.addEventListener('keydown', handleKey, { signal });
}

function giveBack(
  cameFrom: HTMLElement | undefined,
  from: EventTarget | null,
  document: Document,
): void {
  if (from instanceof HTMLElement) from.blur();
  if (cameFrom?.isConnected) cameFrom.focus();
  else document.body.focus();
}
