import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = { records: {}, countersignatures: {} };

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'approvals',
  1,
  '77bddd55f07dd7915ba442dcfc0fae5ec10cdfd14e12e59d14e11539f391910a',
  'hW9Kg3e93VUBYgAQM1L2nr0H7Mr-p-6W2LEKewEBAAAABwEEAgQVKTQBQgRWBHACAAN_AAADfwF8C3Nj' +
    'aGVtYVN0ZXBzB3JlY29yZHMRY291bnRlcnNpZ25hdHVyZXMBMQQDAH8BAwB_AgQA',
);
