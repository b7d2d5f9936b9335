import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  Clock,
  DocumentId,
  KeyId,
  LogId,
  PersonId,
  RandomSource,
} from '@nastavnik/core/kernel';
import type { MembershipState, Signer } from '@nastavnik/core/access';
import type { Feed } from './feed/feed.ts';
import type { Store } from './store/store.ts';

/** Where the relay writes what happened; pino's shape. Codes and ids only, never content. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface RelayOptions {
  readonly store: Store;
  /** The relay's own key: it proves the relay, sequences logs and signs receipts. */
  readonly keys: { readonly relay: Signer };
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  /** Port 0 takes a free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Answers plain HTTP on the same port: health, pages, downloads. 404 without it. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  /** The page that takes a one-use ticket; `ticket` frames are refused without it. */
  readonly ticketUrl?: (ticket: string) => string;
  /** Web origins that may open a websocket besides extensions and programs without an origin. */
  readonly allowedOrigins?: readonly string[];
  /** Document processes; 1 unless told. */
  readonly workers?: number;
  /** How long a document nobody has open stays in memory; 30,000 unless told. */
  readonly idleDocumentMs?: number;
}

/** Who holds a redeemed ticket. `kid` is absent for one issued on the command line. */
export interface TicketHolder {
  readonly personId: PersonId;
  readonly kid?: KeyId;
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
  /** Every membership log as verified; a new map after each entry. */
  logs(): ReadonlyMap<LogId, MembershipState>;
  /** What aggregation may see of a document (`reportOf` of its kind); undefined if it has none. */
  project(documentId: DocumentId): Promise<unknown>;
  issueTicket(holder: TicketHolder): string;
  /** Once per ticket, within its lifetime; undefined otherwise. */
  redeemTicket(ticket: string): TicketHolder | undefined;
  stats(): RelayStats;
  /** Tells sessions why, flushes, stops workers; within the drain timeout. */
  close(): Promise<void>;
}
