import * as A from '@automerge/automerge/slim';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentKinds, readDocument, reportOf, summaryOf, type Draft } from '../index.ts';
import {
  commandContext,
  initializeAutomergeForTests,
  playTurns,
  runRandomCommand,
} from '../../testing/index.ts';

beforeAll(initializeAutomergeForTests);

const turn = fc.record({
  replica: fc.nat(2),
  seed: fc.nat(1_000_000),
  mergeFrom: fc.option(fc.nat(2), { nil: undefined, freq: 4 }),
});

const mergesPerKind = 1_000;
const mergesPerRun = 5;

describe.each(documentKinds)('%s', (name) => {
  it('[X8] commands never throw on merged state and read is total on it', () => {
    let merges = 0;
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), fc.nat(), (turns, seed) => {
        const [first, second, third] = playTurns(name, turns);
        if (first === undefined || second === undefined || third === undefined) return;
        let merged = A.merge<Draft>(A.clone<Draft>(first), second);
        merged = A.merge<Draft>(merged, third);
        for (let index = 0; index < mergesPerRun; index += 1) {
          const side = A.change<Draft>(A.clone<Draft>(merged), (draft) => {
            runRandomCommand(name, draft, seed + index, commandContext(9));
          });
          merged = A.change<Draft>(merged, (draft) => {
            runRandomCommand(name, draft, seed - index, commandContext(8));
          });
          merged = A.merge<Draft>(merged, side);
          merges += 1;
          const reading = readDocument(name, merged);
          expect(reading.writable).toBe(true);
          expect(reading.problems.filter(({ rule }) => rule === 'C9')).toEqual([]);
          JSON.stringify([reading, summaryOf(name, merged), reportOf(name, merged)]);
        }
      }),
      { numRuns: mergesPerKind / mergesPerRun },
    );
    expect(merges).toBe(mergesPerKind);
  }, 60_000);

  it('[S1] replicas converge in any order of delivery', () => {
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 3, maxLength: 15 }),
        fc.integer(),
        (turns, orderSeed) => {
          const replicas = playTurns(name, turns);
          const changes = replicas.flatMap((replica) => A.getAllChanges(replica));
          const shuffled = changes
            .map((change, index) => ({ change, key: Math.sin(index * 7 + orderSeed) }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ change }) => change);
          const [forward] = A.applyChanges(A.init(), changes);
          let onebyone = A.init();
          for (const change of shuffled) [onebyone] = A.applyChanges(onebyone, [change]);
          expect(A.getHeads(onebyone).toSorted()).toEqual(A.getHeads(forward).toSorted());
          expect(readDocument(name, onebyone)).toEqual(readDocument(name, forward));
        },
      ),
      { numRuns: 20 },
    );
  });
});
