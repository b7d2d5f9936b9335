import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MembershipState, Signer } from '@nastavnik/core/access';
import type { ReadBundle } from '@nastavnik/core/bundles';
import type {
  Clock,
  DocumentId,
  LogId,
  RandomSource,
  Refusal,
  Result,
} from '@nastavnik/core/kernel';
import type { DocumentCare } from '../documents/document-care.ts';
import type { Feed } from '../feed/feed.ts';
import { createGuardedServer } from '../gate/door/guarded-server.ts';
import { hostRule } from '../gate/door/host-rule.ts';
import type { TicketHolder } from '../gate/ticket-office.ts';
import type { Logger } from './logger.ts';
import type { RelayObserver } from './observer.ts';
import { carryBundle, type CarryReport } from './carry/carry-bundle.ts';
import { RelayCore } from './relay-core.ts';
import type { Store } from '../store/store.ts';

export type { Logger } from './logger.ts';
export type { RelayObserver } from './observer.ts';
export type { CarryReport } from './carry/carry-bundle.ts';
export type { TicketHolder } from '../gate/ticket-office.ts';
export { openSqliteStore } from '../store/sqlite-store.ts';

export interface RelayOptions {
  readonly store: Store;
  /** The relay's own key: it proves the relay, sequences logs and signs receipts. */
  readonly keys: { readonly relay: Signer };
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  /** Told of every frame, refusal and commit; nobody unless told. */
  readonly observer?: RelayObserver;
  /** Port 0 takes a free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Answers plain HTTP on the same port: health, pages, downloads. 404 without it. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  /** The page that takes a one-use ticket; `ticket` frames are refused without it. */
  readonly ticketUrl?: (ticket: string) => string;
  /** Web origins that may open a websocket besides extensions and programs without an origin. */
  readonly allowedOrigins?: readonly string[];
  /** Names this relay is reached by, besides `localhost` and bare addresses; others get 403. */
  readonly allowedHosts?: readonly string[];
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Document processes; 1 unless told. */
  readonly workers?: number;
  /** How long a document nobody has open stays in memory; 30,000 unless told. */
  readonly idleDocumentMs?: number;
}

/** Figures for metrics and `status`. */
export interface RelayStats {
  readonly connections: number;
  readonly sessions: number;
  readonly openDocuments: number;
  readonly workers: number;
  readonly workerRestarts: number;
  readonly commits: number;
  readonly rejections: number;
}

export interface Relay {
  readonly address: { readonly host: string; readonly port: number };
  readonly feed: Feed;
  /** Every membership log as verified. */
  logs(): ReadonlyMap<LogId, MembershipState>;
  /** What aggregation may see of a document (`reportOf` of its kind). Rejects when unavailable. */
  project(documentId: DocumentId): Promise<unknown>;
  /** A roadmap's words for a page; the caller asks `decide` first. Rejects when unavailable. */
  roadmapWords(documentId: DocumentId): Promise<unknown>;
  /** Takes a file of changes in, through the gate that everybody passes; twice changes nothing. */
  carry(bundle: ReadBundle): Promise<Result<CarryReport, Refusal>>;
  issueTicket(holder: TicketHolder): string;
  /** Once per ticket, within its lifetime; undefined otherwise. */
  redeemTicket(ticket: string): TicketHolder | undefined;
  /** Takes single documents out of service and back, for the operator. */
  readonly care: DocumentCare;
  stats(): RelayStats;
  /** Process ids of the document processes, for `status`. */
  workerPids(): readonly number[];
  /** Tells sessions why, finishes what is being stored, stops workers. The store stays open. */
  close(): Promise<void>;
}

/** Starts a relay on a store; resolves when it listens. Throws `log-forked` on a damaged log. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { onRequest, listen } = options;
  const server = createGuardedServer(onRequest ?? notFound, hostRule(options.allowedHosts ?? []));
  const core = await RelayCore.start(options);
  core.serve(server);
  await listening(server, listen);
  const { address, port } = server.address() as AddressInfo;
  return {
    address: { host: address, port },
    feed: core.feed,
    logs: () => core.logs.states(),
    project: (documentId) => core.project(documentId),
    roadmapWords: (documentId) => core.roadmapWords(documentId),
    carry: (bundle) => carryBundle(bundle, core.services),
    issueTicket: (holder) => core.tickets.issue(holder).ticket,
    redeemTicket: (ticket) => core.tickets.redeem(ticket),
    care: core.care,
    stats: () => core.stats(),
    workerPids: () => core.workerPids(),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await core.drain();
      server.closeAllConnections();
      await closed;
    },
  };
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}

function listening(server: Server, { host, port }: RelayOptions['listen']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
