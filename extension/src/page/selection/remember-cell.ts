/** The path of the last context menu on the page: the menu's own event no longer knows the cell. */
export interface RememberedCell {
  path(): readonly EventTarget[];
}

export function rememberCell(
  document: Document,
  signal: AbortSignal,
  isGenuine: (event: Event) => boolean,
): RememberedCell {
  let last: readonly WeakRef<EventTarget>[] = [];
  const handleMenu = (event: Event): void => {
    if (isGenuine(event)) last = event.composedPath().map((target) => new WeakRef(target));
  };
  document.addEventListener('contextmenu', handleMenu, { capture: true, signal });
  return { path: () => last.flatMap((reference) => reference.deref() ?? []) };
}
