import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  title: '',
  goal: '',
  forms: {},
  kinds: {},
  tasks: {},
  difficulties: {},
  strengths: {},
  activities: {},
  results: {},
  evaluation: { text: '' },
  marks: {},
  remarks: {},
  versions: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'programme',
  1,
  '892d0ad9c413d40574b6f6672b692c988a671851c0086d073a29d75449af229b',
  'hW9Kg4ktCtkBxgEAEPCMiFLupYckErI9-i3qGhcBAQAAAAcBCAIIFX00AUIMVgRwAgALfwAAA38AAAt_' +
    'CwADfwFwC3NjaGVtYVN0ZXBzBXRpdGxlBGdvYWwFZm9ybXMFa2luZHMFdGFza3MMZGlmZmljdWx0aWVz' +
    'CXN0cmVuZ3RocwphY3Rpdml0aWVzB3Jlc3VsdHMKZXZhbHVhdGlvbgR0ZXh0BW1hcmtzB3JlbWFya3MI' +
    'dmVyc2lvbnMBMRB_AAIECAB_BAMAfwEPAH8CEAA',
);
