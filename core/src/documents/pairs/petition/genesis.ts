import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  reason: '',
  decision: { councilOpinion: '', reason: '', effects: '' },
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'petition',
  1,
  'ef664bb220f63d9ba575c7e05089c4fd72302d39df2228ea4f325b334bf23255',
  'hW9Kg-9mS7IBfAAQTXrQnFTgr4Q3hftV7DfBTwEBAAAABwEEAgYVPTQBQghWBHACAAMEAAADAwN_AXkL' +
    'c2NoZW1hU3RlcHMGcmVhc29uCGRlY2lzaW9uDmNvdW5jaWxPcGluaW9uB2VmZmVjdHMGcmVhc29uATEH' +
    'fQAEAAMEfwEGAH8CBwA',
);
