import { measurePairLatency } from './measures/pair-latency.ts';
import { measureKillLosses } from './measures/kill-losses.ts';
import { measureResidentMemory } from './measures/resident-memory.ts';
import { startOurs } from './ours/start-ours.ts';
console.log(await measurePairLatency(startOurs, { pairs: 100, editsPerSecond: 100, seconds: 5 }));
console.log(await measurePairLatency(startOurs, { pairs: 100, editsPerSecond: 400, seconds: 5 }));
console.log(
  await measureKillLosses(startOurs, {
    kills: 3,
    editsPerSecond: 200,
    millisecondsBeforeKill: 700,
  }),
);
console.log(await measureResidentMemory(startOurs, { documents: 200, changes: 30, idleMs: 2000 }));
process.exit(0);
