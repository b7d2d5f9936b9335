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
  termination: { reason: '' },
  remarks: {},
  versions: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'programme',
  1,
  '6a00ac0c144b92ced8f4577a9821223b147ce3930e89ea01c25963deac415cf1',
  'hW9Kg2oArAwB3gEAEPCMiFLupYckErI9-i3qGhcBAQAAAAcBDAIMFYoBNAFCDlYEcAIAC38AAAF_AAAC' +
    'fwAAC38LAAF_DQACfwFvC3NjaGVtYVN0ZXBzBXRpdGxlBGdvYWwFZm9ybXMFa2luZHMFdGFza3MMZGlm' +
    'ZmljdWx0aWVzCXN0cmVuZ3RocwphY3Rpdml0aWVzB3Jlc3VsdHMKZXZhbHVhdGlvbgR0ZXh0C3Rlcm1p' +
    'bmF0aW9uBnJlYXNvbgdyZW1hcmtzCHZlcnNpb25zATERfwACBAgAfQQABAIAfwEQAH8CEQA',
);
