import type { Row } from '../table.ts';
import { measureComeAndGo } from './come-and-go.ts';
import { compare, type Comparison } from './comparison.ts';
import { measureKillLosses } from './kill-losses.ts';
import { measureLongDocument } from './long-document.ts';
import { measurePairLatency, type PairLatency, type TypingLoad } from './pair-latency.ts';

/** How large the loads are; `--quick` makes them small. */
export interface RelayLoads {
  readonly seconds: number;
  readonly documents: number;
  readonly kills: number;
  readonly changesOfLongDocument: number;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
const couple = (latency: PairLatency): string => {
  const missing = latency.missing > 0 ? `, ${latency.missing} missing` : '';
  return `${latency.p50Ms.toFixed(1)} / ${latency.p99Ms.toFixed(1)} ms${missing}`;
};

function typing(
  comparison: Comparison,
  load: TypingLoad,
  name: string,
  limits: { p50Ms?: number; p99Ms: number } | undefined,
  processorLimit?: number,
): Promise<Row[]> {
  const { p50Ms = Number.POSITIVE_INFINITY, p99Ms = 0 } = limits ?? {};
  const target = limits && `≤ ${limits.p50Ms ?? '–'} / ${p99Ms} ms`;
  return compare(comparison, (start) => measurePairLatency(start, load), [
    {
      measure: `${name}, p50 / p99`,
      show: couple,
      ...(target !== undefined && { target }),
      isMet: (ours) => ours.p50Ms <= p50Ms && ours.p99Ms <= p99Ms && ours.missing === 0,
    },
    {
      measure: `${name}, processor time for 1,000 edits`,
      show: ({ processorMsPerThousand }) => `${processorMsPerThousand.toFixed(0)} ms`,
      ...(processorLimit !== undefined && { target: `≤ ${processorLimit} ms` }),
      isMet: (ours) => ours.processorMsPerThousand <= (processorLimit ?? 0),
    },
  ]);
}

/** Everything about relays, in the order of the table. */
export function relayMeasures(
  comparison: Comparison,
  { seconds, documents, kills, changesOfLongDocument }: RelayLoads,
): readonly (() => Promise<Row[]>)[] {
  const pairs = (count: number, editsPerSecond: number): TypingLoad => ({
    pairs: count,
    readers: 1,
    editsPerSecond,
    seconds,
  });
  const fanOut = (readers: number): TypingLoad => ({
    pairs: 1,
    readers,
    editsPerSecond: 4,
    seconds,
  });
  return [
    () => typing(comparison, pairs(100, 100), '100 pairs, 100 edits/s', undefined),
    () =>
      typing(comparison, pairs(100, 400), '100 pairs, 400 edits/s', { p50Ms: 5, p99Ms: 50 }, 800),
    () => typing(comparison, pairs(500, 400), '500 pairs, 400 edits/s', undefined),
    () => typing(comparison, fanOut(50), '1 writer, 50 readers', { p99Ms: 30 }),
    () => typing(comparison, fanOut(200), '1 writer, 200 readers', undefined),
    () => comingAndGoing(comparison, documents),
    () => returning(comparison),
    () => losses(comparison, kills),
    () =>
      compare(comparison, (start) => measureLongDocument(start, changesOfLongDocument), [
        { measure: `first opening of ${changesOfLongDocument} changes`, show: ms },
      ]),
  ];
}

const comingAndGoing = (comparison: Comparison, documents: number): Promise<Row[]> =>
  compare(
    comparison,
    (start) => measureComeAndGo(start, { documents, changes: 100, idleMs: 12_000, reads: 200 }),
    [
      {
        measure: `${documents} documents of 100 changes, people come and go`,
        show: ({ documentsPerSecond }) => `${documentsPerSecond.toFixed(0)} /s`,
        target: '≥ 100 /s',
        isMet: ({ documentsPerSecond }) => documentsPerSecond >= 100,
      },
      {
        measure: 'resident when idle afterwards',
        show: ({ residentMiB }) => `${residentMiB.toFixed(0)} MiB`,
        target: '≤ 150 MiB',
        isMet: ({ residentMiB }) => residentMiB <= 150,
      },
      {
        measure: 'cold read of one of them, p50 / p99',
        show: ({ coldReadP50Ms, coldReadP99Ms }) =>
          `${coldReadP50Ms.toFixed(1)} / ${coldReadP99Ms.toFixed(1)} ms`,
        target: '≤ – / 50 ms',
        isMet: ({ coldReadP99Ms }) => coldReadP99Ms <= 50,
      },
    ],
  );

const returning = (comparison: Comparison): Promise<Row[]> =>
  compare(
    comparison,
    async (start) => {
      const population = await start(200, 1);
      const result = await population.returnWith(20);
      await population.relay.stop();
      return result;
    },
    [
      {
        measure: 'somebody returns with 200 documents of 20 changes',
        show: ({ tookMs }) => `${tookMs.toFixed(0)} ms`,
        target: '≤ 800 ms',
        isMet: ({ tookMs }) => tookMs <= 800,
      },
      {
        measure: 'the same, bytes up (of these the changes)',
        show: ({ bytesUp, floorBytes }) => `${kib(bytesUp)} (${kib(floorBytes)})`,
        target: '≤ 450 KiB',
        isMet: ({ bytesUp }) => bytesUp <= 450 * 1024,
      },
    ],
  );

const losses = (comparison: Comparison, kills: number): Promise<Row[]> =>
  compare(
    comparison,
    (start) => measureKillLosses(start, { kills, editsPerSecond: 500, secondsBeforeKill: 1 }),
    [
      {
        measure: `acknowledged edits lost over ${kills} kills at 500 edits/s`,
        show: ({ lost, acknowledged }) => `${lost} of ${acknowledged}`,
        target: '0',
        isMet: ({ lost }) => lost === 0,
      },
    ],
  );
