export { commandContext } from './command-context.ts';
export { fakeClock, schoolYearStartMs, type FakeClock } from './fake-clock.ts';
export { initializeAutomergeForTests } from './initialize-automerge-for-tests.ts';
export { chunk, sleb, uleb } from './malice/chunk.ts';
export {
  changeAs,
  concatenated,
  documentChunk,
  losingWrite,
  reservedActorChange,
  setThenDelete,
  truncated,
  writeIntoDeleted,
  type Authorship,
} from './malice/malicious-changes.ts';
export { randomForgery } from './malice/random-forgery.ts';
export { faultsOfHistory, type ProgrammeHand } from './malice/history-oracle.ts';
export { runLengthBomb } from './malice/run-length-bomb.ts';
export { SampleLog } from './sample-log.ts';
export { seededRandom } from './seeded-random.ts';
export { chooserOf, type Chooser } from './arbitraries/chooser.ts';
export { runRandomCommand } from './arbitraries/random-command.ts';
export { randomChanges, randomRecord, randomValue } from './arbitraries/random-value.ts';
export { playTurns, type Turn } from './arbitraries/replicas.ts';
