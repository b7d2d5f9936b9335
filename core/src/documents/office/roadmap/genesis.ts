import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  title: '',
  approval: { remarks: '' },
  rows: {},
  evidence: {},
  decisions: {},
  openings: {},
  versions: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'roadmap',
  1,
  'ee8a5a25793b3089e3638a955b5dbe129ac0d832a79254d0e077fdebe9203f18',
  'hW9Kg-6KWiUBlgEAEGWrcmWItBXQW6SEd5KbEmYBAQAAAAcBCAIIFVA0AUIJVgRwAgADfwAABX8AAAN_' +
    'AwAFfwF2C3NjaGVtYVN0ZXBzBXRpdGxlCGFwcHJvdmFsB3JlbWFya3MEcm93cwhldmlkZW5jZQlkZWNp' +
    'c2lvbnMIb3BlbmluZ3MIdmVyc2lvbnMBMQp8AAQABAUAfwEJAH8CCgA',
);
