import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  reason: '',
  councilOpinion: '',
  decisionReason: '',
  effects: '',
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'petition',
  1,
  '7dd17ea7681b75a1548ce9a1cec1cab51b780ce5795c251d5ca526f90e7b1c9b',
  'hW9Kg33RfqcBdwAQTXrQnFTgr4Q3hftV7DfBTwEBAAAABwEEAgQVPDQBQgZWBHACAAV_AAAFfwF6C3Nj' +
    'aGVtYVN0ZXBzBnJlYXNvbg5jb3VuY2lsT3Bpbmlvbg5kZWNpc2lvblJlYXNvbgdlZmZlY3RzATEGfwAE' +
    'BH8BBQB_AgYA',
);
