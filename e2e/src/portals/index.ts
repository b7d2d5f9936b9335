export { familyNames, type FamilyName } from './families.ts';
export type { MarkupStyle } from './markup/tag.ts';
export { bundleScript } from './page/bundle-script.ts';
export { changeNames } from './school/changes.ts';
export type { GridSize } from './school/create-journal.ts';
export { launchTrials, type TrialBrowser } from './trial/launch-trials.ts';
export { bundleTrial, openTrial, type PortalTrial } from './trial/open-trial.ts';
export { addTallies, emptyTally, foundShare, type Tally } from './trial/verdict.ts';
