import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentKindName, MembershipState } from '@nastavnik/core/access';
import { menteeCategories } from '@nastavnik/core/domain';
import { contentHash, type ChangeHash, type DocumentId, type LogId } from '@nastavnik/core/kernel';
import { fakeClock, SampleLog } from '@nastavnik/core/testing';
import type { Feed } from '../feed/feed.ts';
import type { Commit, DocumentRow } from '../store/store.ts';
import { startAggregator, type Aggregator } from './aggregator.ts';
import { openReportStore, type ReportStore } from './tables/report-store.ts';
import { reportTableNames } from './tables/report-tables.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields: object) => {
    throw new Error(JSON.stringify(fields));
  },
};

let logs: ReadonlyMap<LogId, MembershipState>;
let logId: LogId;
beforeAll(async () => {
  const log = await SampleLog.found(3);
  ({ logId } = log);
  logs = new Map([[logId, log.state]]);
});

const day = fc.constantFrom('2026-09-01', '2026-10-15', '2027-05-31');
const word = fc.constantFrom('A1', 'B2', 'C3', 'D4');

/** Reports as `reportOf` gives them, by kind. */
const reports = {
  organisation: fc.record({ actsInForce: fc.nat(9) }),
  register: fc.uniqueArray(fc.constantFrom(...menteeCategories), { maxLength: 4 }).map((list) => ({
    groups: list.map((category, index) => ({
      part: 'mentee',
      category,
      state: 'approved',
      entries: index + 1,
    })),
  })),
  pair: fc.record({
    isGroup: fc.boolean(),
    facts: fc.record({
      isGroup: fc.constant(false),
      mentorId: word,
      menteeIds: fc.array(word, { minLength: 1, maxLength: 3 }),
      consents: fc.array(
        fc.record({ personId: word, state: fc.constantFrom('given', 'withdrawn'), on: day }),
        { maxLength: 4 },
      ),
      orders: fc.uniqueArray(
        fc.record({
          orderId: word,
          purpose: fc.constantFrom('start', 'end'),
          isSigned: fc.boolean(),
          from: day,
        }),
        { maxLength: 3, selector: ({ orderId }) => orderId },
      ),
      endings: fc.array(fc.record({ reason: fc.constant('completed'), on: day }), { maxLength: 2 }),
      leavings: fc.constant([]),
    }),
    orderTimes: fc.constant([]),
  }),
  programme: fc.record({
    contentDigest: word,
    isOffered: fc.boolean(),
    activities: fc.record({
      planned: fc.nat(5),
      inProgress: fc.nat(5),
      submitted: fc.nat(5),
      done: fc.nat(5),
      cancelled: fc.nat(5),
    }),
    marks: fc.array(fc.record({ kind: fc.constant('evaluationOpened'), on: day }), {
      maxLength: 2,
    }),
  }),
  roadmap: fc.record({
    state: fc.constant('inForce'),
    occurrences: fc.uniqueArray(
      fc.record({
        rowId: word,
        occurrence: word,
        kind: fc.constantFrom('dated', 'continuous'),
        start: day,
        needed: fc.constant(1),
        attached: fc.nat(3),
        accepted: fc.nat(3),
      }),
      { maxLength: 5, selector: ({ rowId, occurrence }) => rowId + occurrence },
    ),
  }),
} satisfies Partial<Record<DocumentKindName, fc.Arbitrary<object>>>;

type Kind = keyof typeof reports;
const kinds = Object.keys(reports) as Kind[];

type Step =
  | { readonly type: 'commit'; readonly place: number; readonly report: object }
  | { readonly type: 'drop'; readonly place: number }
  | { readonly type: 'settle' | 'restart' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.nat(9).chain((place) => commitAt(place)) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('drop' as const), place: fc.nat(9) }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom({ type: 'settle' as const }, { type: 'restart' as const }),
    },
  ),
  { maxLength: 40 },
);

function commitAt(place: number): fc.Arbitrary<Step> {
  const kind = kinds[place % kinds.length] ?? 'register';
  const report: fc.Arbitrary<object> = reports[kind];
  return report.map((value) => ({ type: 'commit', place, report: value }));
}

/** A store of documents in memory: what the aggregator is told, and nothing else. */
class SampleSource {
  readonly rows = new Map<string, DocumentRow & { readonly report: object }>();
  readonly passed: number[] = [];
  seq = 0;
  #listeners = new Set<(commit: Commit) => void>();

  commit(place: number, report: object): void {
    const documentId = `D${place}` as DocumentId;
    if (this.rows.get(documentId)?.state === 'dropped') return;
    this.seq += 1;
    const kind = kinds[place % kinds.length] ?? 'register';
    const heads = [contentHash(this.seq) as ChangeHash];
    const row = { documentId, kind, logId, heads, seq: this.seq, state: 'open' as const };
    this.rows.set(documentId, { ...row, report });
    for (const listener of this.#listeners) listener({ ...row, event: 'changed', atMs: 0 });
  }

  drop(place: number): void {
    const found = this.rows.get(`D${place}`);
    if (found === undefined) return;
    this.seq += 1;
    this.rows.set(found.documentId, { ...found, heads: [], seq: this.seq, state: 'dropped' });
    for (const listener of this.#listeners)
      listener({ ...found, seq: this.seq, event: 'dropped', atMs: 0 });
  }

  start(store: ReportStore): Aggregator {
    const feed: Feed = {
      read: () => [],
      onCommit: (listener) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
      cursor: () => 0,
      passed: (_consumer, seq) => {
        this.passed.push(seq);
        return Promise.resolve();
      },
    };
    return startAggregator({
      feed,
      reports: store,
      clock: fakeClock(),
      logger: silent,
      documentsChangedSince: (after, limit) =>
        [...this.rows.values()]
          .filter(({ seq }) => seq > after)
          .toSorted((a, b) => a.seq - b.seq)
          .slice(0, limit),
      lastSeq: () => this.seq,
      project: (documentId) => Promise.resolve(this.rows.get(documentId)?.report),
      logs: () => logs,
    });
  }
}

const contentOf = (store: ReportStore): object =>
  Object.fromEntries(reportTableNames.map((name) => [name, store.rows(name)]));

describe('aggregation', () => {
  it('[INV-25] a rebuild from nothing equals what was kept step by step', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const source = new SampleSource();
        const kept = openReportStore(':memory:');
        let aggregator = source.start(kept);
        for (const step of list) {
          if (step.type === 'commit') source.commit(step.place, step.report);
          else if (step.type === 'drop') source.drop(step.place);
          else await aggregator.settled();
          if (step.type === 'restart') {
            await aggregator.close();
            aggregator = source.start(kept);
          }
        }
        await aggregator.settled();
        expect(aggregator.behind()).toBe(0);
        expect(source.passed.at(-1) ?? 0).toBe(source.seq);
        expect(source.passed).toEqual(source.passed.toSorted((a, b) => a - b));
        const rebuilt = openReportStore(':memory:');
        const again = source.start(rebuilt);
        await again.settled();
        expect(contentOf(kept)).toEqual(contentOf(rebuilt));
        await again.close();
        await aggregator.close();
        kept.close();
        rebuilt.close();
      }),
      { numRuns: 60 },
    );
  });

  it('[S4] a store put back from a copy is counted as it now stands', async () => {
    const source = new SampleSource();
    const register = (entries: number) => ({
      groups: [{ part: 'mentor', category: 'none', state: 'approved', entries }],
    });
    const kept = openReportStore(':memory:');
    source.commit(1, register(1));
    const copy = new Map(source.rows);
    const before = source.seq;
    source.commit(1, register(2));
    source.commit(6, register(5));
    const first = source.start(kept);
    await first.settled();
    await first.close();
    source.rows.clear();
    for (const [documentId, row] of copy) source.rows.set(documentId, row);
    source.seq = before;
    const second = source.start(kept);
    await second.settled();
    expect(kept.rows('registers').map(({ entries }) => entries)).toEqual([1]);
    source.commit(1, register(3));
    await second.settled();
    expect(kept.rows('registers').map(({ entries }) => entries)).toEqual([3]);
    await second.close();
    kept.close();
  });
});
