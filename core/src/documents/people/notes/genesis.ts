import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = { notes: {} };

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'notes',
  1,
  '0d98c7deec5e34dc4f124afc9e94f69d3e5bc9c9ec554dcb618e8e7c92f8f2bc',
  'hW9Kgw2Yx94BTgAQ6NxiAuddXMEN8WCcDjkIvAEBAAAABwEEAgQVFTQBQgRWBHACAAJ_AAACfwF9C3Nj' +
    'aGVtYVN0ZXBzBW5vdGVzATEDAgB_AQIAfwIDAA',
);
