import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'person',
  1,
  '55eea93bd45eced3aff059af9da25ad1a9f3551b2f7aa970d7d762e1c0982a1f',
  'hW9Kg1XuqTsBRgAQFsj-wTMkTG15J9zdgtFnJQEBAAAABwEEAgQVDzQBQgNWA3ACAAF_AAABfwF-C3Nj' +
    'aGVtYVN0ZXBzATECfgABfgACAgA',
);
