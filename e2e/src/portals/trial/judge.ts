import type { PortalPage } from '../page/portal-page.ts';
import type { Verdict } from './verdict.ts';

/** What a way of anchoring says of one note. `found` is the element it shows as the note's place. */
export type Claim =
  | {
      readonly state: 'found';
      readonly element: Element | undefined;
      readonly said?: 'same' | 'changed';
    }
  | { readonly state: 'unsure' | 'absent' };

/** A note's true place, and what it said when the note was made. */
export interface Truth {
  readonly truth: string;
  readonly value: string;
}

/** The true place of an element of the page: the nearest one marked, outside or inside of it. */
export const truthAt = (element: Element | undefined): string | undefined =>
  (element?.closest('[data-truth]') ?? element?.querySelector('[data-truth]'))?.getAttribute(
    'data-truth',
  ) ?? undefined;

/** The true places that the page shows now. */
export const shownTruths = (): ReadonlySet<string> =>
  new Set(
    [...document.querySelectorAll('[data-truth]')].map(
      (element) => element.getAttribute('data-truth') ?? '',
    ),
  );

export function judge(
  { truth, value }: Truth,
  claim: Claim,
  portal: PortalPage,
  shown: ReadonlySet<string>,
): Verdict {
  if (claim.state === 'found') {
    if (truthAt(claim.element) !== truth) return 'wrong';
    if (claim.said === undefined || truth.endsWith('/')) return 'right';
    return claim.said === (portal.markOf(truth) === value ? 'same' : 'changed') ? 'right' : 'wrong';
  }
  if (!shown.has(truth)) return 'absent';
  return claim.state === 'absent' || portal.isAlone(truth) ? 'lost' : 'unsure';
}
