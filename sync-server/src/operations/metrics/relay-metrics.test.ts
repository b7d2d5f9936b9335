import { errorCodes } from '@nastavnik/core/kernel';
import { serverFrameSchema, sessionFrameSchema } from '@nastavnik/core/protocol';
import { describe, expect, it } from 'vitest';
import { createRelayMetrics, type MetricsSources } from './relay-metrics.ts';

const sources = (over: object = {}): MetricsSources => ({
  version: '0.1.0',
  figures: () => ({
    waiting: 2,
    signedIn: 10_000,
    documentsResident: 10_000,
    documentsQuarantined: 1,
    workerRestarts: 3,
    storageBytes: 4_096,
    diskFreeRatio: 0.5,
    uncountedCommits: 0,
    ...over,
  }),
});

const typesOf = (schema: { options: readonly { shape: { type: { value: string } } }[] }) =>
  schema.options.map(({ shape }) => shape.type.value);

const seriesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('metrics of a relay', () => {
  it('[O8] hold at most 500 series, whatever has been said to ten thousand documents', async () => {
    const metrics = createRelayMetrics(sources({ backupLastSuccess: 1, backupLastVerified: 2 }));
    const { observer } = metrics;
    for (const code of errorCodes) observer.refused(code);
    for (const type of typesOf(sessionFrameSchema as never)) observer.frame('in', type, 100);
    for (const type of typesOf(serverFrameSchema as never)) observer.frame('out', type, 100);
    observer.signedIn('accepted');
    observer.signedIn('refused');
    for (let at = 0; at < 10_000; at += 1) {
      observer.judged(at / 1_000);
      observer.acknowledged(at / 1_000);
      observer.committed(at / 1_000, at);
    }
    const series = seriesOf(await metrics.text());
    metrics.close();
    expect(series.length).toBeGreaterThan(150);
    expect(series.length).toBeLessThanOrEqual(500);
    expect(series.every((line) => line.startsWith('relay_'))).toBe(true);
  });

  it('name what an operator needs, and leave out a backup that never was', async () => {
    const metrics = createRelayMetrics(sources());
    metrics.observer.committed(0.02, 3);
    const text = await metrics.text();
    metrics.close();
    expect(text).toContain('relay_connections{state="signed-in"} 10000');
    expect(text).toContain('relay_doc_quarantined 1');
    expect(text).toContain('relay_commit_batch_rows_bucket{le="4"} 1');
    expect(text).toMatch(/relay_build_info\{version="0\.1\.0",sqlite="3\.\d+/);
    expect(text).not.toMatch(/^relay_backup_last_success_timestamp_seconds /m);
  });
});
