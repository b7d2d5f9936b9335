import type { Server } from 'node:http';
import {
  decide,
  type DocumentRecord,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import {
  AppError,
  base64url,
  createId,
  type DocumentId,
  type KeyId,
  type LogId,
} from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { createDocumentCare, type DocumentCare } from '../documents/document-care.ts';
import { DocumentRooms } from '../documents/room/document-rooms.ts';
import { startProcessPool, type ProcessPool, type StartPool } from '../documents/process-pool.ts';
import type { PeerMode } from '../documents/room/syncing/conversation.ts';
import { aggregationConsumer } from '../feed/feed.ts';
import { createFeed, type RelayFeed } from '../feed/store-feed.ts';
import { hearsOf } from '../gate/answers/answer-control.ts';
import { mayCurate } from '../gate/answers/quarantine.ts';
import { CatalogueBell } from '../gate/answers/catalogue-bell.ts';
import { Connection } from '../gate/connection.ts';
import { Door } from '../gate/door/door.ts';
import { hostRule } from '../gate/door/host-rule.ts';
import { closeOldest } from '../gate/flood/close-oldest.ts';
import { FrameSocket, type RelaySocket } from '../gate/frame-socket.ts';
import type { SessionServices } from '../gate/session-services.ts';
import type { Session } from '../gate/session.ts';
import { TicketOffice } from '../gate/ticket-office.ts';
import { InvitationDesk } from '../membership/invitation-desk.ts';
import { MembershipLogs, visibleEntry } from '../membership/logs.ts';
import { closeForDrain } from './close-for-drain.ts';
import { observedPool } from './observed-pool.ts';
import { silentObserver, type RelayObserver } from './observer.ts';
import { AttemptRecorder } from './audit/attempt-recorder.ts';
import { createAuditTrail, type AuditTrail } from './audit/audit-trail.ts';
import type { RelayOptions, RelayStats } from './relay.ts';
import { tellFull, watchStorage } from './watch-storage.ts';

const defaultIdleDocumentMs = 30_000;

/** The parts of a relay put together: logs, rooms, sessions, feed. */
export class RelayCore {
  readonly logs: MembershipLogs;
  readonly feed: RelayFeed;
  readonly tickets: TicketOffice;
  readonly audit: AuditTrail;
  readonly care: DocumentCare;
  readonly #options: RelayOptions;
  readonly #observer: RelayObserver;
  readonly #pool: ProcessPool;
  readonly #rooms: DocumentRooms;
  readonly #desk: InvitationDesk;
  readonly services: SessionServices;
  readonly #bell: CatalogueBell;
  readonly #attempts: AttemptRecorder;
  readonly #sockets = new Set<FrameSocket>();
  readonly #sessions = new Map<string, Session>();
  readonly #unwatch: () => void;
  #commits = 0;
  #rejections = 0;

  private constructor(options: RelayOptions, startPool: StartPool) {
    const { store, keys, clock, random, workers = 1 } = options;
    this.#options = options;
    this.#observer = options.observer ?? silentObserver;
    this.audit = createAuditTrail(store);
    this.#attempts = new AttemptRecorder(this.audit, clock, (error) =>
      options.logger.error({ error: String(error) }, 'the audit trail could not be written'),
    );
    this.logs = new MembershipLogs(store, keys.relay, clock);
    this.feed = createFeed(store);
    this.tickets = new TicketOffice(clock, random);
    this.#desk = new InvitationDesk(this.logs, clock);
    const pool = startPool(workers, (affects) => this.#rooms.processLost(affects));
    this.#pool = observedPool(pool, this.#observer);
    this.#rooms = this.#createRooms();
    this.care = createDocumentCare({ store, rooms: this.#rooms, pool: this.#pool, clock });
    this.services = this.#createServices();
    this.#bell = new CatalogueBell(this.feed, this.services, () => this.#sessions.values());
    const sessions = () => this.#sessions.values();
    this.#unwatch = watchStorage(store, options.logger, this.#rooms, sessions);
    this.logs.onEntry((entry, state) => this.#entryAdded(entry, state));
    this.feed.onPassed((consumer, from, to) => this.#passed(consumer, from, to));
  }

  /** `startPool` says where documents are held: in child processes unless told. */
  static async start(
    options: RelayOptions,
    startPool: StartPool = startProcessPool,
  ): Promise<RelayCore> {
    const core = new RelayCore(options, startPool);
    try {
      await core.logs.load();
    } catch (error) {
      core.#pool.close();
      throw error;
    }
    core.feed.announce();
    return core;
  }

  /** Lets websockets of a server in. */
  serve(server: Server): void {
    const { allowedOrigins = [], trustedProxies = [], allowedHosts = [], clock } = this.#options;
    new Door(server, {
      clock,
      allowedOrigins,
      isOurHost: hostRule(allowedHosts),
      trustedProxies,
      onConnection: (socket, request, { address, settle }) => {
        const origin = request.headers.host ?? '';
        this.connect(socket, { address, origin, onSettled: settle });
      },
    });
  }

  async project(documentId: DocumentId): Promise<unknown> {
    if (this.logs.record(documentId) === undefined) throw new AppError('document-unavailable');
    return this.#rooms.room(documentId).project();
  }

  async roadmapWords(documentId: DocumentId): Promise<unknown> {
    if (this.logs.record(documentId) === undefined) throw new AppError('document-unavailable');
    return this.#rooms.room(documentId).words();
  }

  stats(): RelayStats {
    return {
      connections: this.#sockets.size,
      sessions: this.#sessions.size,
      openDocuments: this.#rooms.size,
      workers: this.#options.workers ?? 1,
      workerRestarts: this.#pool.restarts,
      commits: this.#commits,
      rejections: this.#rejections,
    };
  }

  workerPids(): readonly number[] {
    return this.#pool.pids;
  }

  /** Says why and when to come back, then waits for what is being stored. */
  async drain(): Promise<void> {
    this.#bell.stop();
    this.#unwatch();
    closeForDrain(this.#sockets, this.#options.random);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limits.drainTimeoutMs);
    });
    await Promise.race([Promise.all(this.#rooms.all().map(({ settled }) => settled)), tooLong]);
    clearTimeout(timer);
    await this.#attempts.flush();
    this.#pool.close();
  }

  #createRooms(): DocumentRooms {
    const { store, clock, random, logger, idleDocumentMs = defaultIdleDocumentMs } = this.#options;
    return new DocumentRooms({
      pool: this.#pool,
      store,
      clock,
      logger,
      idleMs: idleDocumentMs,
      newQuarantineId: () => createId(random),
      onQuarantined: (logId) => this.#quarantineChanged(logId),
      record: (documentId) => this.logs.record(documentId),
      standing: (kid) => this.logs.standing(kid),
      personOf: (kid) => this.logs.device(kid)?.personId,
      modeOf: (kid, record) => this.#modeOf(kid, record),
      onCommitted: () => {
        this.#commits += 1;
        this.feed.announce();
      },
      onRejected: () => {
        this.#rejections += 1;
      },
    });
  }

  #createServices(): SessionServices {
    const { store, keys, clock, random, logger, ticketUrl } = this.#options;
    const [high = 0, middle = 0, low = 0] = random.bytes(3);
    return {
      store,
      logs: this.logs,
      rooms: this.#rooms,
      tickets: this.tickets,
      relay: keys.relay,
      clock,
      random,
      logger,
      observer: this.#observer,
      audit: this.#attempts,
      catalogueEpoch: ((high & 0x0f) << 16) | (middle << 8) | low,
      ...(ticketUrl && { ticketUrl }),
      mayOpen: (kid, record) => this.#modeOf(kid, record) !== undefined,
      sessionsOf: (documentId) => this.#sessionsOf(documentId),
      onQuarantine: (logId, by) => this.#quarantineChanged(logId, by),
    };
  }

  #modeOf(kid: KeyId, document: DocumentRecord): PeerMode | undefined {
    // The relay itself brings what devices have signed for; of its own it may write nothing.
    if (kid === this.#options.keys.relay.kid) return 'write';
    const principal = this.logs.principal(kid);
    if (!principal || !decide({ principal, document, operation: 'read' }).allow) {
      const device = this.logs.states().get(document.logId)?.devices.get(kid);
      return device?.revokedAtSeq === undefined ? undefined : 'late';
    }
    return decide({ principal, document, operation: 'write' }).allow ? 'write' : 'read';
  }

  #sessionsOf(documentId: DocumentId): Session[] {
    const subscribers = this.#rooms.find(documentId)?.subscribers ?? [];
    return subscribers.flatMap(({ connection }) => this.#sessions.get(connection) ?? []);
  }

  /** Speaks with one socket; `onSettled` once it has proved somebody's key, or is gone. */
  connect(
    webSocket: RelaySocket,
    { address, origin, onSettled }: { address: string; origin: string; onSettled: () => void },
  ): void {
    const socket = new FrameSocket(webSocket, this.#observer);
    const connection = base64url.encode(this.#options.random.bytes(9));
    let isWaiting = true;
    const release = (): void => {
      if (isWaiting) onSettled();
      isWaiting = false;
    };
    this.#sockets.add(socket);
    socket.onClose(() => {
      if (isWaiting) this.#observer.signedIn('refused');
      release();
      this.#sockets.delete(socket);
      this.#sessions.delete(connection);
      this.#rooms.leave(connection);
    });
    new Connection(socket, {
      connection,
      address,
      origin,
      desk: this.#desk,
      services: this.services,
      onSignedIn: (session) => {
        this.#observer.signedIn('accepted');
        release();
        closeOldest(this.#sessions.values(), session.kid);
        this.#sessions.set(connection, session);
        if (this.#options.store.isFull()) tellFull(session);
      },
    });
  }

  #quarantineChanged(logId: LogId, by?: Session): void {
    for (const session of this.#sessions.values()) {
      const { principal } = session;
      if (session === by || principal === undefined || !mayCurate(principal, logId)) continue;
      session.send({ type: 'quarantine-changed', logId });
    }
  }

  /** What one membership entry changes for those who are connected. */
  #entryAdded(entry: SequencedEntry, state: MembershipState): void {
    for (const session of this.#sessions.values()) {
      const { principal } = session;
      if (principal === undefined) {
        if (!session.isLate) session.close({ code: 'device-revoked' });
        continue;
      }
      if (!hearsOf(principal, state, entry)) continue;
      const entries = [visibleEntry(principal, state, entry)];
      session.send({ type: 'log', logId: state.logId, entries, more: false });
    }
    for (const room of this.#rooms.all()) room.refreshRights();
    this.feed.announce();
  }

  /** Tier «в районе»: those who have the document open learn that its commit was counted. */
  #passed(consumer: string, fromSeq: number, toSeq: number): void {
    if (consumer !== aggregationConsumer) return;
    for (const commit of this.feed.read(fromSeq, toSeq - fromSeq)) {
      const { documentId, heads, seq, event } = commit;
      if (seq > toSeq) break;
      if (event !== 'changed') continue;
      for (const session of this.#sessionsOf(documentId)) {
        session.aggregated(documentId, heads, seq);
      }
    }
  }
}
