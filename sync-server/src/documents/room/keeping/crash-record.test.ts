import { describe, expect, it } from 'vitest';
import { ProcessCrashed } from '../../process-client.ts';
import { CrashRecord } from './crash-record.ts';

const crash = (isSuspect = true) => new ProcessCrashed(isSuspect);

describe('[A4] the crashes of a document', () => {
  it('two in a row are too many, however many others the process took along', () => {
    const record = new CrashRecord();
    record.note(crash(false));
    expect(record.isWatched).toBe(false);
    record.note(crash());
    record.note(crash(false));
    expect(record).toMatchObject({ isWatched: true, isTooOften: false });
    record.note(crash());
    expect(record.isTooOften).toBe(true);
  });

  it('one is forgiven after many good rounds, and begins anew after the next', () => {
    const record = new CrashRecord();
    record.note(crash());
    for (let round = 0; round < 31; round += 1) record.survived();
    expect(record.isWatched).toBe(true);
    record.survived();
    expect(record.isWatched).toBe(false);
    record.note(crash());
    expect(record).toMatchObject({ isWatched: true, isTooOften: false });
  });
});
