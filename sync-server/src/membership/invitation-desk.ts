import {
  acceptanceBytes,
  deviceSchema,
  isInvitationGood,
  verifySignatureText,
  type AcceptancePayload,
  type IssuedInvitation,
  type MembershipState,
} from '@nastavnik/core/access';
import {
  fail,
  ok,
  type Clock,
  type InvitationId,
  type KeyId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { limits, type ServerFrameOf, type SignInFrame } from '@nastavnik/core/protocol';
import { z } from 'zod';
import type { MembershipLogs } from './logs.ts';

type Acceptance = Extract<SignInFrame, { type: 'accept-invitation' }>;

interface Tries {
  readonly failed: number;
  readonly lastMs: number;
}

const entryDeviceSchema = z.object({ body: z.object({ device: deviceSchema }) });

/** Looks invitations up and lets devices in, a few wrong tries per address at a time. */
export class InvitationDesk {
  readonly #logs: MembershipLogs;
  readonly #clock: Clock;
  readonly #tries = new Map<string, Tries>();

  constructor(logs: MembershipLogs, clock: Clock) {
    this.#logs = logs;
    this.#clock = clock;
  }

  look(
    invitationId: InvitationId,
    address: string,
  ): Result<ServerFrameOf<'invitation-info'>, Refusal> {
    const found = this.#find(invitationId, address);
    if (!found.ok) return found;
    const { state, issued } = found.value;
    return ok({
      type: 'invitation-info',
      invitationId,
      logId: state.logId,
      logSeq: state.seq,
      personId: issued.personId,
      roles: [...(state.members.get(issued.personId)?.roles ?? [])],
      purpose: issued.purpose,
      name: state.name,
      expiresAtMs: issued.expiresAtMs,
      ...(issued.pin && { pin: issued.pin }),
    });
  }

  /** Checks both signatures over the nonce, then submits the entry. Returns the new device. */
  async accept(
    frame: Acceptance,
    payload: Omit<AcceptancePayload, 'invitationId' | 'kid'>,
    address: string,
  ): Promise<Result<KeyId, Refusal>> {
    const found = this.#find(frame.invitationId, address);
    if (!found.ok) return found;
    const parsed = entryDeviceSchema.safeParse(frame.entry);
    if (!parsed.success) return fail({ code: 'entry-invalid' });
    const { device } = parsed.data.body;
    const { invitationId } = frame;
    const bytes = acceptanceBytes({ ...payload, invitationId, kid: device.kid });
    const invitationKey = {
      kid: invitationId as string as KeyId,
      alg: 'Ed25519' as const,
      publicKey: found.value.issued.publicKey,
    };
    const isProved =
      (await verifySignatureText(invitationKey, bytes, frame.invitationSig)) &&
      (await verifySignatureText(device, bytes, frame.deviceSig));
    if (!isProved) return this.#fail(address, { code: 'signature-invalid' });
    const submitted = await this.#logs.submit(frame.entry, undefined);
    return submitted.ok ? ok(device.kid) : submitted;
  }

  #find(
    invitationId: InvitationId,
    address: string,
  ): Result<{ state: MembershipState; issued: IssuedInvitation }, Refusal> {
    const nowMs = this.#clock.nowMs();
    const tries = this.#tries.get(address);
    const untilMs = (tries?.lastMs ?? 0) + limits.invitationLockMs;
    if (tries && tries.failed >= limits.invitationTries && nowMs < untilMs) {
      const minutes = Math.ceil((untilMs - nowMs) / 60_000);
      return fail({ code: 'invitation-locked', params: { minutes } });
    }
    for (const state of this.#logs.states().values()) {
      const issued = state.invitations.get(invitationId);
      if (issued === undefined) continue;
      if (issued.usedAtSeq !== undefined) return fail({ code: 'invitation-used' });
      if (issued.expiresAtMs < nowMs) return fail({ code: 'invitation-expired' });
      if (!isInvitationGood(state, issued)) break;
      return ok({ state, issued });
    }
    return this.#fail(address, { code: 'invitation-unknown' });
  }

  #fail(address: string, refusal: Refusal): Result<never, Refusal> {
    const nowMs = this.#clock.nowMs();
    for (const [other, { lastMs }] of this.#tries) {
      if (nowMs - lastMs > limits.invitationLockMs) this.#tries.delete(other);
    }
    const failed = (this.#tries.get(address)?.failed ?? 0) + 1;
    this.#tries.set(address, { failed, lastMs: nowMs });
    return fail(refusal);
  }
}
