import type { ReadonlySignal } from '@preact/signals';
import type { AnnotationKey } from '@nastavnik/core/annotation';
import type { Refusal, Result } from '@nastavnik/core/kernel';
import type { PageSession, PageSessionOptions } from '../../../page/session/page-session.ts';

/** The tab that the panel stands beside. */
export interface PageInFront {
  readonly tabId: number;
  /** Absent while the browser does not let us know it. */
  readonly host: string | undefined;
  /** Raised with every page that is loaded in it. */
  readonly visit: number;
}

/** The way from the panel to the page. Wired by the panel's entrypoint. */
export interface PageDoor {
  readonly current: ReadonlySignal<PageInFront | undefined>;
  connect(
    tabId: number,
    options: Omit<PageSessionOptions, 'port'>,
  ): Promise<Result<PageSession, Refusal>>;
  /** Grows when a key has come from another device of the author. */
  readonly keyComings: ReadonlySignal<number>;
  /** The author's keys for places, the one for new notes first; locked while the vault is. */
  keys(): Promise<Result<readonly [AnnotationKey, ...AnnotationKey[]], Refusal>>;
}
