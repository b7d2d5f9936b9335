/** Knows which of its elements a person can really see. */
export interface Sight {
  watch(element: Element): void;
  /** False while the browser says that the page covers, fades or distorts the element. */
  sees(element: Element): boolean;
}

/** A browser that knows what covers an element says so with every entry. */
interface SightEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

interface SightInit extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}

/** The shortest time between two answers that browsers allow where visibility is asked for. */
const delayMs = 100;

/**
 * Guards buttons that stand over a page: one that a page lays something over, or makes
 * transparent, must not be pressed for it. Browsers that cannot tell what covers an element answer
 * for its box alone.
 */
export function watchSight(signal: AbortSignal): Sight {
  const unseen = new WeakSet<Element>();
  if (typeof IntersectionObserver !== 'function') {
    return { watch: () => undefined, sees: (element) => element.isConnected };
  }
  const options: SightInit = { trackVisibility: true, delay: delayMs };
  const observer = new IntersectionObserver((entries: readonly SightEntry[]) => {
    for (const { target, isIntersecting, isVisible = isIntersecting } of entries) {
      if (isVisible) unseen.delete(target);
      else unseen.add(target);
    }
  }, options);
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    watch: (element) => observer.observe(element),
    sees: (element) => element.isConnected && !unseen.has(element),
  };
}
