import { createPageSession, type PagePort, type PageSession } from '@nastavnik/extension/page';
import { key, notesOn, paragraphsOf } from './long-page.ts';

let hear: (message: unknown) => void = () => undefined;
let session: PageSession | undefined;
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
    const notes = notesOn(paragraphsOf(length), count);
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
};

export type PanelSide = typeof panelSide;
Object.assign(globalThis, { panelSide });
