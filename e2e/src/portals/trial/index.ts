export type { PortalPage } from '../page/portal-page.ts';
export { judge, shownTruths, truthAt, type Claim, type Truth } from './judge.ts';
export type { NoteReader, TrialNote } from './note-reader.ts';
export { countVerdicts, type Tally } from './verdict.ts';
