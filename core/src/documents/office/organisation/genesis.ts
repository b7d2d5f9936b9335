import { fixedChange, type Birth } from '../../kind/fixed-change.ts';

/** The containers that exist from the first moment (C8). Frozen: what is new comes by migration. */
export const genesisBirth: Birth = {
  fullName: '',
  flags: {},
  contour: {},
  policies: {},
  legalActs: {},
  acknowledgements: {},
  stageLog: {},
  readiness: {},
  resources: {},
  partners: {},
  publications: {},
};

/** The birth of every such document: the same bytes on every device. */
export const genesis = fixedChange(
  'organisation',
  1,
  'ec73e1edc4f4007089321667a935e1534bcc604cd7fd3a6ae0e8dee10aba4c67',
  'hW9Kg-xz4e0BuQEAEBw9VK_RDzHSkdIrp6honIoBAQAAAAcBBAIEFX00AUIHVgRwAgAMfwAADH8Bcwtz' +
    'Y2hlbWFTdGVwcwhmdWxsTmFtZQVmbGFncwdjb250b3VyCHBvbGljaWVzCWxlZ2FsQWN0cxBhY2tub3ds' +
    'ZWRnZW1lbnRzCHN0YWdlTG9nCXJlYWRpbmVzcwlyZXNvdXJjZXMIcGFydG5lcnMMcHVibGljYXRpb25z' +
    'ATENfgAECgB_AQwAfwINAA',
);
