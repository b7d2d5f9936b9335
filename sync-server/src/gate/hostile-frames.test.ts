import { readdirSync, readFileSync } from 'node:fs';
import { systemClock } from '@nastavnik/core/kernel';
import { decodeFrame, limits } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connectDevice,
  fuzzDecoder,
  fuzzGate,
  hostileInputs,
  startTestSchool,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;
let aheadMs = 0;
const seed = 20_261_122;
const corpusFolder = new URL('../testing/hostile-frames/corpus/', import.meta.url);

/** Everything that has ever been a fault, and what was thought of beforehand. */
const corpus = (): Uint8Array[] =>
  readdirSync(corpusFolder).flatMap((name) =>
    readFileSync(new URL(name, corpusFolder), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => Buffer.from(line.split(' ')[1] ?? '', 'hex')),
  );

beforeAll(async () => {
  await initializeAutomergeForTests();
  const clock = {
    nowMs: () => {
      aheadMs += 50;
      return systemClock.nowMs() + aheadMs;
    },
  };
  school = await startTestSchool({ clock, programmes: 1 });
});
afterAll(() => school.close());

describe('[A1] hostile bytes', () => {
  it('20,000 of them are read or refused by the decoder, and none throws', () => {
    const report = fuzzDecoder(hostileInputs(20_000, seed), seed);
    expect(report.faults).toEqual([]);
    expect(Object.keys(report.outcomes).toSorted()).toEqual(['frame-malformed', 'read']);
    expect(report.outcomes['read']).toBeGreaterThan(200);
  }, 40_000);

  it('700 of them are answered or refused with a listed code by a live relay', async () => {
    const healthy = await connectDevice(school.url, school.mentee.key);
    const { key } = school.mentor;
    const report = await fuzzGate(hostileInputs(700, seed + 1), { url: school.url, key, seed });
    expect(report.faults).toEqual([]);
    healthy.send({ type: 'ping', atMs: 1 });
    await healthy.frame('pong');
    expect(school.relay.stats().workerRestarts).toBe(0);
    healthy.close();
  }, 60_000);

  it('those of the corpus too', async () => {
    const files = corpus();
    expect(files.length).toBeGreaterThan(15);
    expect(fuzzDecoder(files, 0).faults).toEqual([]);
    const { key } = school.mentor;
    expect((await fuzzGate(files, { url: school.url, key, seed: 0 })).faults).toEqual([]);
    expect({}).not.toHaveProperty('admin');
  });

  it('a mebibyte of a million values is refused before any is built', () => {
    const values = new Uint8Array(limits.maxFrameBytes);
    values.set([0x9a, 0, 0x0f, 0xff, 0xfb]);
    const nested = new Uint8Array(limits.maxFrameBytes).fill(0x81);
    for (const bytes of [values, nested]) {
      expect(decodeFrame(bytes, limits.maxFrameBytes)).toMatchObject({ ok: false });
    }
  });
});
