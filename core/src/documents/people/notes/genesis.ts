import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = { notes: {}, keys: {} };

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'notes',
  1,
  '8fc26e26983d0c8413d1f1eb2b56fd053bdada01d7ad63ba4928c4fd8fbdd587',
  'hW9Kg4_CbiYBUwAQ6NxiAuddXMEN8WCcDjkIvAEBAAAABwEEAgQVGjQBQgRWBHACAAN_AAADfwF8C3Nj' +
    'aGVtYVN0ZXBzBW5vdGVzBGtleXMBMQQDAH8BAwB_AgQA',
);
