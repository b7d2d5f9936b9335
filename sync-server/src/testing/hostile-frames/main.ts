import { parseArgs } from 'node:util';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { systemClock } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { startTestSchool } from '../organisations/school.ts';
import { fuzzDecoder, fuzzGate, hostileInputs, type FuzzReport } from './fuzz-frames.ts';

/*
 * `npm run fuzz -- --inputs N --seed S`: the same inputs as the tests', as many as one likes. The
 * decoder gets all of them, the live gate every hundredth. Faults are printed as hex: each becomes a
 * line in `corpus/`, which the tests replay. Ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(systemClock.nowMs() % 1_000_000) },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
const slowMs = 20;

function tell(name: string, { faults, slowestMs, outcomes, ...report }: FuzzReport): void {
  const line = { name, ...report, slowestMs: Math.round(slowestMs * 10) / 10, outcomes };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
}

const decoder = fuzzDecoder(hostileInputs(inputs, seed), seed);
tell('decoder', decoder);

await initializeAutomergeForTests();
let aheadMs = 0;
const clock = {
  nowMs: () => {
    // A bucket that fills with every look at it: what is tried here is bytes, not floods.
    aheadMs += 1_000 / limits.connectionsPerSecondPerAddress;
    return systemClock.nowMs() + aheadMs;
  },
};
const school = await startTestSchool({ clock, programmes: 1 });
const { key } = school.mentor;
const gate = await fuzzGate(hostileInputs(Math.ceil(inputs / 100), seed), {
  url: school.url,
  key,
  seed,
});
tell('gate', gate);
await school.close();
const isWell = decoder.faults.length + gate.faults.length === 0 && decoder.slowestMs <= slowMs;
process.exitCode = isWell ? 0 : 1;
