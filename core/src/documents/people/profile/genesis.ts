import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  subjects: '',
  mentor: { topics: {}, forms: {}, kinds: {}, availability: '', motivation: '' },
  mentee: { topics: {}, request: '' },
  competences: {},
  results: {},
  training: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'profile',
  1,
  '7640f5688ad68498a9f0df936824d5616d43e20082df9709ba8c267d9874a844',
  'hW9Kg3ZA9WgB0wEAEKYNFCqNFf8L3E1GZXXf1U0BAQAAAAcBDAIMFX00AUIRVgRwAgADBQAAAQIAAAN_' +
    'AAADBQMAAQIJAAN_AXELc2NoZW1hU3RlcHMIc3ViamVjdHMGbWVudG9yDGF2YWlsYWJpbGl0eQVmb3Jt' +
    'cwVraW5kcwptb3RpdmF0aW9uBnRvcGljcwZtZW50ZWUHcmVxdWVzdAZ0b3BpY3MLY29tcGV0ZW5jZXMH' +
    'cmVzdWx0cwh0cmFpbmluZwExD3wABAAEAgB_BAIAfwQEAH8BDgB_Ag8A',
);
