import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  kinds: {},
  topics: {},
  menteeIds: {},
  organisationIds: {},
  documents: {},
  rationale: '',
  consents: {},
  orders: {},
  meetings: {},
  helpRequests: {},
  ending: { note: '' },
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'pair',
  1,
  'a2cd3c4297d1d6296198aadbb17f169920eccacf62e2e73eacad2b52cd825eb9',
  'hW9Kg6LNPEIBuwEAEH1owxb3gGio1F8UVXhzWxIBAQAAAAcBBAIFFXw0AUIJVgRwAgAMAgAADH4MAXIL' +
    'c2NoZW1hU3RlcHMFa2luZHMGdG9waWNzCW1lbnRlZUlkcw9vcmdhbmlzYXRpb25JZHMJZG9jdW1lbnRz' +
    'CXJhdGlvbmFsZQhjb25zZW50cwZvcmRlcnMIbWVldGluZ3MMaGVscFJlcXVlc3RzBmVuZGluZwRub3Rl' +
    'ATEOBgB_BAUAfgQBDQB_Ag4A',
);
