import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = { entries: {}, notes: '' };

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'register',
  1,
  '777f20554b773ce2ac0ba18d0d25239cb8b936686685ee0d25164a8f9fde7a1c',
  'hW9Kg3d_IFUBVwAQNJy7_84mthVP7rox8joi4wEBAAAABwEEAgQVHTQBQgVWBHACAAN_AAADfwF8C3Nj' +
    'aGVtYVN0ZXBzB2VudHJpZXMFbm90ZXMBMQQCAH4EAQMAfwIEAA',
);
