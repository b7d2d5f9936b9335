import type { Role } from '../domain/person/role.ts';
import {
  AppError,
  createId,
  type LogId,
  type PersonId,
  type RandomSource,
  type Refusal,
  type Result,
} from '../kernel/index.ts';
import { signPossession } from '../access/invitations/device-proof.ts';
import { createInvitation, proveInvitation } from '../access/invitations/invitation-key.ts';
import { createDeviceKey, type DeviceKey } from '../access/keys/device-key.ts';
import { deviceRecordOf, publicKeyOf } from '../access/keys/public-key.ts';
import { createEntry } from '../access/membership/create-entry.ts';
import type {
  EntryBodies,
  EntryType,
  SequencedEntry,
  SignedEntry,
} from '../access/membership/entry.ts';
import type { MembershipState } from '../access/membership/membership-state.ts';
import { submitEntry, type Submitted } from '../access/membership/submit-entry.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { seededRandom } from './seeded-random.ts';

/** A membership log that tests grow: every entry goes the way a relay would take it. */
export class SampleLog {
  readonly logId: LogId;
  readonly clock: FakeClock;
  readonly random: RandomSource;
  readonly sequencer: DeviceKey;
  readonly recovery: DeviceKey;
  readonly operator: DeviceKey;
  readonly operatorId: PersonId;
  readonly entries: SequencedEntry[] = [];
  #state: MembershipState | undefined;

  private constructor(keys: readonly [DeviceKey, DeviceKey, DeviceKey], seed: number) {
    [this.sequencer, this.recovery, this.operator] = keys;
    this.random = seededRandom(seed);
    this.clock = fakeClock();
    this.logId = createId<LogId>(this.random);
    this.operatorId = createId<PersonId>(this.random);
  }

  static async found(seed = 1, extra: Partial<EntryBodies['found']> = {}): Promise<SampleLog> {
    const keys = [
      await createDeviceKey(),
      await createDeviceKey(),
      await createDeviceKey(),
    ] as const;
    const log = new SampleLog(keys, seed);
    await log.write(log.operator, 'found', {
      level: 'organisation',
      name: 'School No. 7',
      operatorPersonId: log.operatorId,
      operator: deviceRecordOf(log.operator, 'Desk'),
      sequencer: publicKeyOf(log.sequencer.signer),
      recovery: publicKeyOf(log.recovery.signer),
      timeZone: 'Asia/Krasnoyarsk',
      ...extra,
    });
    return log;
  }

  get state(): MembershipState {
    if (this.#state === undefined) throw new AppError('internal');
    return this.#state;
  }

  sign<Type extends EntryType>(
    key: DeviceKey,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<SignedEntry> {
    const { logId, clock, random } = this;
    const basedOnSeq = this.#state?.seq ?? -1;
    return createEntry({ signer: key.signer, logId, type, body, basedOnSeq, clock, random });
  }

  /** Submits an entry to the sequencer; the log grows only when it is accepted. */
  async submit(entry: SignedEntry): Promise<Result<Submitted, Refusal>> {
    const sequencer = this.sequencer.signer;
    const nowMs = this.clock.nowMs();
    const result = await submitEntry({ state: this.#state, entry, sequencer, nowMs });
    if (result.ok) {
      this.#state = result.value.state;
      this.entries.push(result.value.sequenced);
    }
    return result;
  }

  /** Signs and submits; the code of the refusal, or undefined. */
  async try<Type extends EntryType>(
    key: DeviceKey,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<Refusal['code'] | undefined> {
    const result = await this.submit(await this.sign(key, type, body));
    return result.ok ? undefined : result.error.code;
  }

  /** The same where a refusal is a fault of the test. */
  async write<Type extends EntryType>(
    key: DeviceKey,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<void> {
    const code = await this.try(key, type, body);
    if (code !== undefined) throw new AppError(code, { type });
  }

  /** A member with one device, both brought in by the operator's invitation. */
  async addMember(...roles: Role[]): Promise<{ personId: PersonId; key: DeviceKey }> {
    const personId = createId<PersonId>(this.random);
    await this.write(this.operator, 'add-member', { personId, roles });
    const { key: code, invitationId, publicKey } = await createInvitation({ random: this.random });
    const expiresAtMs = this.clock.nowMs() + 86_400_000;
    await this.write(this.operator, 'invite', {
      invitationId,
      publicKey,
      personId,
      purpose: 'join',
      expiresAtMs,
    });
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Laptop');
    const claim = { logId: this.logId, personId, device };
    const invitation = await proveInvitation(code, claim);
    await this.write(key, 'add-device', { personId, device, invitation });
    return { personId, key };
  }

  /** Another device of the same person, brought in by the first. */
  async addDevice(by: DeviceKey, personId: PersonId): Promise<DeviceKey> {
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Phone');
    const claim = { logId: this.logId, personId, device };
    const possession = await signPossession(key.signer, claim);
    await this.write(by, 'add-device', { personId, device, possession });
    return key;
  }
}
