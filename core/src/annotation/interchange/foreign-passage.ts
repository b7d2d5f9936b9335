import { proseLimits } from '../prose/prose-address.ts';
import type { ForeignPassage } from './interchange-note.ts';
import type { ReadAnnotation } from './read-annotation.ts';

const max = proseLimits.quote;
const context = proseLimits.context;

/** The passage of another program's annotation; `undefined` where it quotes nothing. */
export function foreignPassage(read: ReadAnnotation): ForeignPassage | undefined {
  const quote = read.selectors.find(({ type }) => type === 'TextQuoteSelector');
  const exact = quote?.exact ?? '';
  const { source } = read;
  if (source === undefined || exact.trim() === '' || exact.length > max) return undefined;
  return {
    source,
    exact,
    before: (quote?.prefix ?? '').slice(-context),
    after: (quote?.suffix ?? '').slice(0, context),
  };
}
