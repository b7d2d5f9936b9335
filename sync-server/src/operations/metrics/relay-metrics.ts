import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RelayObserver } from '../../relay/relay.ts';

/** What is read from the relay and its store at the moment somebody asks for metrics. */
export interface MetricsSources {
  readonly version: string;
  readonly figures: () => {
    readonly waiting: number;
    readonly signedIn: number;
    readonly documentsResident: number;
    readonly documentsQuarantined: number;
    readonly workerRestarts: number;
    readonly storageBytes: number;
    /** Between 0 and 1. */
    readonly diskFreeRatio: number;
    /** Commits that the district's pages have not counted yet. */
    readonly uncountedCommits: number;
    /** Unix time in seconds; undefined before the first. */
    readonly backupLastSuccess?: number | undefined;
    readonly backupLastVerified?: number | undefined;
  };
}

export interface RelayMetrics {
  readonly observer: RelayObserver;
  readonly contentType: string;
  /** The page a collector reads. */
  text(): Promise<string>;
  close(): void;
}

const fromMilliseconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const sizes = [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576];
const batches = [1, 2, 4, 8, 16, 32, 64, 128, 256];

function durations(registers: Registry[]) {
  const histogram = (name: string, help: string, buckets = fromMilliseconds) =>
    new Histogram({ name, help, buckets, registers });
  return {
    frameBytes: new Histogram({
      name: 'relay_frame_bytes',
      help: 'Size of one frame.',
      labelNames: ['dir'] as const,
      buckets: sizes,
      registers,
    }),
    apply: histogram('relay_apply_seconds', 'Judging one batch of changes in a document process.'),
    ack: histogram('relay_durable_ack_seconds', 'From a frame with changes to «they are on disk».'),
    commit: histogram('relay_commit_seconds', 'One commit of changes, with its flush.'),
    rows: histogram('relay_commit_batch_rows', 'Changes in one commit.', batches),
  };
}

function counters(registers: Registry[]) {
  return {
    handshakes: new Counter({
      name: 'relay_handshake_total',
      help: 'Connections that proved a device, and those that did not.',
      labelNames: ['result'] as const,
      registers,
    }),
    frames: new Counter({
      name: 'relay_frames_total',
      help: 'Frames by direction and type.',
      labelNames: ['dir', 'type'] as const,
      registers,
    }),
    refusals: new Counter({
      name: 'relay_refused_total',
      help: 'Refusals by code.',
      labelNames: ['code'] as const,
      registers,
    }),
  };
}

type Figures = ReturnType<MetricsSources['figures']>;

/** Gauges that are read when asked, each from one figure. */
const gauges: readonly (readonly [string, string, (figures: Figures) => number | undefined])[] = [
  ['relay_docs_resident', 'Documents held in memory.', (now) => now.documentsResident],
  ['relay_doc_quarantined', 'Documents set aside.', (now) => now.documentsQuarantined],
  ['relay_worker_restarts_total', 'Document processes started anew.', (now) => now.workerRestarts],
  ['relay_storage_bytes', 'Size of the store on disk.', (now) => now.storageBytes],
  ['relay_disk_free_ratio', 'Free part of the disk of the store.', (now) => now.diskFreeRatio],
  ['relay_uncounted_commits', 'Commits the pages have not counted.', (now) => now.uncountedCommits],
  [
    'relay_backup_last_success_timestamp_seconds',
    'When a backup was last made.',
    (now) => now.backupLastSuccess,
  ],
  [
    'relay_backup_last_verified_timestamp_seconds',
    'When a backup was last restored on trial and found whole.',
    (now) => now.backupLastVerified,
  ],
];

/** Returns what reads the figures, once, and sets every gauge from them. */
function registerGauges(registry: Registry, { version, figures }: MetricsSources): () => void {
  const registers = [registry];
  const set = gauges.map(([name, help, read]) => {
    const gauge = new Gauge({ name, help, registers });
    return (now: Figures): void => {
      const value = read(now);
      if (value === undefined) gauge.remove();
      else gauge.set(value);
    };
  });
  const connections = new Gauge({
    name: 'relay_connections',
    help: 'Open connections, before and after sign-in.',
    labelNames: ['state'] as const,
    registers,
  });
  new Gauge({
    name: 'relay_build_info',
    help: 'Versions; the value is always 1.',
    labelNames: ['version', 'sqlite', 'node'] as const,
    registers,
  }).set({ version, sqlite: process.versions.sqlite ?? '', node: process.versions.node }, 1);
  return () => {
    const now = figures();
    for (const apply of set) apply(now);
    connections.set({ state: 'waiting' }, now.waiting);
    connections.set({ state: 'signed-in' }, now.signedIn);
  };
}

function registerLoopLag(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  new Gauge({
    name: 'relay_eventloop_lag_seconds',
    help: 'Lag of the event loop since the last reading, 99th percentile.',
    registers: [registry],
    collect() {
      const lag = delay.percentile(99) / 1e9;
      this.set(Number.isFinite(lag) ? lag : 0);
      delay.reset();
    },
  });
  new Gauge({
    name: 'relay_resident_bytes',
    help: 'Memory of the relay’s own process.',
    registers: [registry],
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return () => delay.disable();
}

/**
 * The relay's figures in the form Prometheus reads. Labels are closed lists (frame types, refusal
 * codes), so that the number of series does not grow with documents or people.
 *
 * @clause O8
 */
export function createRelayMetrics(sources: MetricsSources): RelayMetrics {
  const registry = new Registry();
  const { handshakes, frames, refusals } = counters([registry]);
  const { frameBytes, apply, ack, commit, rows } = durations([registry]);
  const readFigures = registerGauges(registry, sources);
  const stopLag = registerLoopLag(registry);
  return {
    observer: {
      signedIn: (result) => handshakes.inc({ result }),
      frame: (dir, type, bytes) => {
        frames.inc({ dir, type });
        frameBytes.observe({ dir }, bytes);
      },
      refused: (code) => refusals.inc({ code }),
      judged: (seconds) => apply.observe(seconds),
      acknowledged: (seconds) => ack.observe(seconds),
      committed: (seconds, changes) => {
        commit.observe(seconds);
        rows.observe(changes);
      },
    },
    contentType: registry.contentType,
    text: () => {
      readFigures();
      return registry.metrics();
    },
    close: () => {
      stopLag();
      registry.clear();
    },
  };
}
