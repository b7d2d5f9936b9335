import { createPageSession, type PagePort, type PageSession } from '@nastavnik/extension/page';
import { heading, key, notesOn, paragraphsOf } from './long-page.ts';

let hear: (message: unknown) => void = () => undefined;
let session: PageSession | undefined;
let paragraphs: readonly string[] = [];
const startedMs = { value: 0 };

/* The panel's side, on a thread of its own. */
const panelSide = {
  start(length: number, count: number, post: (order: unknown) => void): void {
    const port: PagePort = {
      post,
      onMessage: (listen) => (hear = listen),
      onDisconnect: () => undefined,
      disconnect: () => undefined,
    };
    paragraphs = paragraphsOf(length);
    const notes = notesOn(paragraphs, count);
    startedMs.value = performance.now();
    session = createPageSession({
      port,
      keys: [key],
      clock: { nowMs: () => 1 },
      notes,
      signal: new AbortController().signal,
      describeMark: (headers) => headers,
    });
  },

  hear(report: unknown): void {
    hear(report);
  },

  /** How many notes are in each state, and for how long the search has gone on. */
  states(): { readonly counts: Readonly<Record<string, number>>; readonly sinceMs: number } {
    const counts: Record<string, number> = {};
    for (const { resolution } of session?.state.value.notes ?? []) {
      counts[resolution.state] = (counts[resolution.state] ?? 0) + 1;
    }
    return { counts, sinceMs: performance.now() - startedMs.value };
  },

  /** Notes taken for a passage of another paragraph. */
  astray(): number {
    return (session?.state.value.notes ?? []).filter(
      ({ id, resolution }) =>
        'range' in resolution && id !== `note-${paragraphOf(resolution.range.start)}`,
    ).length;
  },
};

/** The paragraph of a unit of the page's text: edits change letters, not lengths. */
function paragraphOf(unit: number): number {
  let left = unit - heading.length - 1;
  return paragraphs.findIndex(({ length }) => {
    left -= length + 1;
    return left < 0;
  });
}

export type PanelSide = typeof panelSide;
Object.assign(globalThis, { panelSide });
