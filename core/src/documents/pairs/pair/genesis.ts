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
  endings: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'pair',
  1,
  '327e4dac5d7cfec0e232e1d993486131eafbb9d666baf4ad105b4a15916aa820',
  'hW9KgzJ-TawBtQEAEH1owxb3gGio1F8UVXhzWxIBAQAAAAcBBAIEFXg0AUIIVgRwAgAMfwAADH8Bcwtz' +
    'Y2hlbWFTdGVwcwVraW5kcwZ0b3BpY3MJbWVudGVlSWRzD29yZ2FuaXNhdGlvbklkcwlkb2N1bWVudHMJ' +
    'cmF0aW9uYWxlCGNvbnNlbnRzBm9yZGVycwhtZWV0aW5ncwxoZWxwUmVxdWVzdHMHZW5kaW5ncwExDQYA' +
    'fwQFAH8BDAB_Ag0A',
);
