import { decide } from '@nastavnik/core/access';
import {
  base64url,
  type AppError,
  type Clock,
  type DocumentId,
  type RandomSource,
} from '@nastavnik/core/kernel';
import { startAggregator } from '../../aggregation/aggregator.ts';
import { openReportStore } from '../../aggregation/tables/report-store.ts';
import { districtPages } from '../../dashboard/district-pages.ts';
import { roadmapTextOf, type RoadmapText } from '../../dashboard/pages/roadmap-text.ts';
import { principalOfHolder } from '../../dashboard/session/principal-of-holder.ts';
import { createPageSessions } from '../../dashboard/session/page-sessions.ts';
import { createRelay, type Logger, type Relay, type TicketHolder } from '../../relay/relay.ts';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import type { Configuration } from '../configuration/settings.ts';
import type { DataFolder } from '../configuration/data-folder.ts';
import { copyTimes } from '../copies/folder/copy-status.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { announceRunning } from '../loopback/running-relay.ts';
import { metricsSources } from '../metrics/metrics-sources.ts';
import { observedStore } from '../metrics/observed-store.ts';
import { createRelayMetrics, type RelayMetrics } from '../metrics/relay-metrics.ts';
import { startMetrics } from '../metrics/start-metrics.ts';
import { version } from './version.ts';
import { careRoute } from './care-route.ts';
import { exchangeRoute } from './exchange-route.ts';
import { healthRoutes } from './health-routes.ts';
import { httpApplication } from './http-application.ts';

export interface RelayServiceOptions {
  readonly configuration: Configuration;
  readonly data: DataFolder;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
}

/** A whole relay: store, gate, aggregation, pages, health. */
export interface RelayService {
  readonly relay: Relay;
  /** `http://host:port` where it listens; websocket and pages are on the same port. */
  readonly url: string;
  /** The link that takes a ticket to the district's pages. */
  readonly ticketUrl: (ticket: string) => string;
  /** Resolves when everything committed so far has been counted. */
  counted(): Promise<void>;
  /** Resolves when the disk has not kept what it was given: only a new start helps. */
  readonly lost: Promise<AppError>;
  close(): Promise<void>;
}

/** The words of a roadmap for somebody whom the rights table lets read it. */
async function readRoadmap(
  relay: Relay,
  documentId: DocumentId,
  holder: TicketHolder,
): Promise<RoadmapText | undefined> {
  const logs = relay.logs();
  const document = [...logs.values()].find((state) => state.documents.has(documentId));
  const record = document?.documents.get(documentId)?.record;
  if (record?.kind !== 'roadmap') return undefined;
  const principal = principalOfHolder(holder, logs.values());
  if (principal === undefined) return undefined;
  if (!decide({ principal, document: record, operation: 'read' }).allow) return undefined;
  return roadmapTextOf(await relay.roadmapWords(documentId));
}

interface Pages {
  readonly store: Store;
  readonly reports: ReturnType<typeof openReportStore>;
  readonly isDraining: () => boolean;
  readonly relay: () => Relay | undefined;
  readonly behind: () => number;
  readonly metrics: RelayMetrics;
  readonly token: string;
}

function application({ configuration, clock, random, logger }: RelayServiceOptions, pages: Pages) {
  const { server, pages: settings } = configuration;
  const district = districtPages({
    reports: pages.reports,
    sessions: createPageSessions({
      clock,
      random,
      lifetimeMs: settings.sessionHours * 60 * 60_000,
    }),
    clock,
    language: settings.language,
    isSecure: server.publicUrl.startsWith('https://'),
    logs: () => pages.relay()?.logs() ?? new Map(),
    redeemTicket: (ticket) => pages.relay()?.redeemTicket(ticket),
    behind: pages.behind,
    readRoadmap: async (documentId, holder) => {
      const relay = pages.relay();
      return relay === undefined ? undefined : readRoadmap(relay, documentId, holder);
    },
  });
  const health = healthRoutes({
    store: pages.store,
    version,
    isDraining: pages.isDraining,
    stats: () => pages.relay()?.stats(),
    behind: pages.behind,
    metrics: pages.metrics,
  });
  const exchange = exchangeRoute({ token: pages.token, relay: pages.relay });
  health.route('/', careRoute({ token: pages.token, relay: pages.relay }));
  return httpApplication({ health, pages: district, exchange, logger });
}

/** Opens the store, starts the relay and everything that hangs on it. */
export async function startRelayService(options: RelayServiceOptions): Promise<RelayService> {
  const { configuration, data, clock, random, logger } = options;
  const { server, documents } = configuration;
  const store = openSqliteStore(data.store);
  const reports = openReportStore(data.reports);
  let relay: Relay | undefined;
  let isDraining = false;
  const token = base64url.encode(random.bytes(24));
  const behind = (): number => Math.max(0, store.lastSeq() - reports.progress().seq);
  const metrics = createRelayMetrics(
    metricsSources({
      data,
      store,
      version,
      relay: () => relay,
      behind,
      backups: () => copyTimes(data.backups),
    }),
  );
  const { observer } = metrics;
  try {
    let ownUrl = '';
    const ticketUrl = (ticket: string): string => {
      const base = server.publicUrl === '' ? ownUrl : server.publicUrl;
      return `${base}/district/enter?ticket=${encodeURIComponent(ticket)}`;
    };
    relay = await createRelay({
      store: observedStore(store, observer),
      observer,
      keys: { relay: (await readKeyFile(data.relayKey)).signer },
      clock,
      random,
      logger,
      listen: { host: server.host, port: server.port },
      onRequest: application(options, {
        store,
        reports,
        isDraining: () => isDraining,
        relay: () => relay,
        behind,
        metrics,
        token,
      }),
      ticketUrl,
      allowedOrigins: server.allowedOrigins,
      allowedHosts: [
        ...server.allowedHosts,
        ...(server.publicUrl === '' ? [] : [new URL(server.publicUrl).host]),
      ],
      trustedProxies: server.trustedProxies,
      workers: documents.workers,
      idleDocumentMs: documents.idleMinutes * 60_000,
    });
    const running = relay;
    const { host, port } = running.address;
    ownUrl = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const listener = await startMetrics(configuration.metrics, metrics, data.folder);
    const retract = announceRunning(data.running, { url: ownUrl, pid: process.pid, token });
    const aggregator = startAggregator({
      feed: running.feed,
      reports,
      clock,
      logger,
      documentsChangedSince: (afterSeq, limit) => store.documentsChangedSince(afterSeq, limit),
      lastSeq: () => store.lastSeq(),
      project: (documentId) => running.project(documentId),
      logs: () => running.logs(),
    });
    logger.info({ host, port, version }, 'listening');
    return {
      relay: running,
      url: ownUrl,
      ticketUrl,
      counted: () => aggregator.settled(),
      lost: store.lost,
      close: async () => {
        isDraining = true;
        await aggregator.close();
        await running.close();
        await listener?.close();
        metrics.close();
        retract();
        reports.close();
        await store.close();
        logger.info({}, 'stopped');
      },
    };
  } catch (error) {
    metrics.close();
    await relay?.close();
    reports.close();
    await store.close();
    throw error;
  }
}
