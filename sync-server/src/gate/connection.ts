import {
  publicKeyOf,
  signRelayProof,
  signingBytes,
  verifySignatureText,
} from '@nastavnik/core/access';
import {
  base64url,
  type InvitationId,
  type KeyId,
  type LogId,
  type Refusal,
} from '@nastavnik/core/kernel';
import {
  decodeFrame,
  limits,
  signInFrameSchema,
  type SignInFrame,
  type SignInPayload,
} from '@nastavnik/core/protocol';
import type { InvitationDesk } from '../membership/invitation-desk.ts';
import type { FrameSocket } from './frame-socket.ts';
import { Session } from './session.ts';
import type { SessionServices } from './session-services.ts';

type Frame<Type extends SignInFrame['type']> = Extract<SignInFrame, { type: Type }>;

/** What a connection has before anybody has proved anything. */
export interface ConnectionContext {
  readonly connection: string;
  /** Network address, for buckets only; never stored or logged with a person. */
  readonly address: string;
  /** `host:port` the device dialled, which its signature must name. */
  readonly origin: string;
  readonly desk: InvitationDesk;
  readonly services: SessionServices;
  readonly onSignedIn: (session: Session) => void;
}

/** The few messages before sign-in: challenge, then a proof, within seconds. */
export class Connection {
  readonly #socket: FrameSocket;
  readonly #context: ConnectionContext;
  readonly #nonce: string;
  readonly #deadline: NodeJS.Timeout;
  #messages = 0;
  #session: Session | undefined;

  constructor(socket: FrameSocket, context: ConnectionContext) {
    this.#socket = socket;
    this.#context = context;
    const { relay, random, clock } = context.services;
    this.#nonce = base64url.encode(random.bytes(32));
    this.#deadline = setTimeout(() => {
      socket.close({ code: 'sign-in-timeout' });
    }, limits.signInTimeoutMs);
    socket.onClose(() => clearTimeout(this.#deadline));
    socket.onFrame(
      (bytes) => (this.#session ? this.#session.handle(bytes) : this.#handle(bytes)),
      (error) => {
        const { connection, services } = context;
        services.logger.error({ connection, error: String(error) }, 'a frame could not be handled');
      },
    );
    socket.send({
      type: 'challenge',
      protocol: 1,
      nonce: this.#nonce,
      relayId: relay.kid,
      serverTimeMs: clock.nowMs(),
    });
  }

  async #handle(bytes: Uint8Array): Promise<void> {
    this.#messages += 1;
    if (this.#messages > limits.maxMessagesBeforeSignIn) {
      return this.#socket.close({ code: 'frame-unexpected' });
    }
    const decoded = decodeFrame(bytes, limits.maxJoinFrameBytes);
    if (!decoded.ok) return this.#socket.close(decoded.error);
    const parsed = signInFrameSchema.safeParse(decoded.value);
    if (!parsed.success) return this.#socket.close(whyUnreadable(decoded.value));
    const frame = parsed.data;
    const maxBytes = limits.maxFrameBytesBeforeSignIn;
    if (frame.type !== 'accept-invitation' && bytes.length > maxBytes) {
      return this.#socket.close({ code: 'frame-too-large', params: { maxBytes } });
    }
    if (frame.type === 'auth') return this.#signIn(frame);
    if (frame.type === 'invitation') return this.#look(frame);
    return this.#accept(frame);
  }

  async #signIn({ kid, sig, clientNonce }: Frame<'auth'>): Promise<void> {
    const { logs, relay } = this.#context.services;
    const { publicKey } = logs.standing(kid);
    if (publicKey === undefined) return this.#refuseSignIn(kid, 'device-unknown');
    const payload: SignInPayload = {
      protocol: 1,
      relayId: relay.kid,
      nonce: this.#nonce,
      origin: this.#context.origin,
      kid,
    };
    const bytes = signingBytes('nastavnik/sign-in/1', payload);
    if (!(await verifySignatureText(publicKey, bytes, sig))) {
      return this.#refuseSignIn(kid, 'sign-in-refused');
    }
    await this.#welcome(kid, clientNonce);
  }

  #look({ invitationId }: Frame<'invitation'>): void {
    const found = this.#context.desk.look(invitationId, this.#context.address);
    if (found.ok) this.#socket.send(found.value);
    else this.#refuseInvitation(invitationId, found.error);
  }

  async #accept(frame: Frame<'accept-invitation'>): Promise<void> {
    const { desk, address, origin, services } = this.#context;
    const payload = {
      protocol: 1,
      relayId: services.relay.kid,
      nonce: this.#nonce,
      origin,
    } as const;
    const accepted = await desk.accept(frame, payload, address);
    if (accepted.ok) return this.#welcome(accepted.value, frame.clientNonce);
    this.#refuseInvitation(frame.invitationId, accepted.error);
  }

  #refuseSignIn(kid: KeyId, code: 'device-unknown' | 'sign-in-refused'): void {
    this.#context.services.audit.note({ event: 'sign-in-refused', kid, code, objects: [] });
    this.#socket.close({ code });
  }

  #refuseInvitation(invitationId: InvitationId, refusal: Refusal): void {
    const { code } = refusal;
    const { audit } = this.#context.services;
    audit.note({ event: 'invitation-refused', code, objects: [invitationId] });
    this.#socket.send({ type: 'refused', about: invitationId, ...refusal });
  }

  /** A revoked device is let in too, only to hand over what it wrote before it knew. */
  async #welcome(kid: KeyId, clientNonce: string | undefined): Promise<void> {
    const { services, connection, onSignedIn } = this.#context;
    const personId = services.logs.device(kid)?.personId;
    if (personId === undefined || this.#socket.isClosing) return;
    clearTimeout(this.#deadline);
    const session = new Session({ connection, kid, personId }, this.#socket, services);
    this.#session = session;
    services.audit.note({ event: 'signed-in', kid, personId, objects: [] });
    const { principal } = session;
    if (principal === undefined) {
      session.send({ type: 'refused', about: 'auth', code: 'device-revoked' });
    }
    const logIds = new Set(principal?.memberships.map(({ logId }) => logId));
    const said = { kid, personId, peerId: session.peerId, relay: publicKeyOf(services.relay) };
    for (;;) {
      const heads = this.#headsOf(logIds);
      const welcome = { ...said, serverTimeMs: services.clock.nowMs(), logs: heads };
      const proof = clientNonce && (await this.#prove(clientNonce, welcome));
      // An entry placed while we signed would be neither in the welcome nor pushed.
      if (JSON.stringify(heads) !== JSON.stringify(this.#headsOf(logIds))) continue;
      session.send({ type: 'welcome', ...welcome, ...(proof && { proof }) });
      return onSignedIn(session);
    }
  }

  #headsOf(logIds: ReadonlySet<LogId>) {
    return [...this.#context.services.logs.states().values()]
      .filter(({ logId }) => logIds.has(logId))
      .map(({ logId, seq, headHash }) => ({ logId, seq, hash: headHash }));
  }

  #prove(clientNonce: string, welcome: Parameters<typeof signRelayProof>[2]): Promise<string> {
    const { origin, services } = this.#context;
    const handshake = { relayId: services.relay.kid, nonce: this.#nonce, clientNonce, origin };
    return signRelayProof(services.relay, handshake, welcome);
  }
}

/** A newer client is told so; anything else is out of turn or damaged. */
function whyUnreadable(value: object): Refusal {
  const { protocol, type } = value as { protocol?: unknown; type?: unknown };
  if (typeof protocol === 'number' && protocol !== 1) return { code: 'protocol-version' };
  const isOurs = type === 'auth' || type === 'invitation' || type === 'accept-invitation';
  return { code: isOurs || typeof type !== 'string' ? 'frame-malformed' : 'frame-unexpected' };
}
