import {
  appendEntries,
  createDeviceKey,
  createEntry,
  createInvitation,
  deviceRecordOf,
  proveInvitation,
  publicKeyOf,
  signPossession,
  submitEntry,
  type DeviceKey,
  type DocumentKindName,
  type EntryBodies,
  type EntryType,
  type MembershipState,
  type Part,
  type SignedEntry,
  type Signer,
} from '@nastavnik/core/access';
import type { Role } from '@nastavnik/core/domain';
import {
  AppError,
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type LogId,
  type PersonId,
} from '@nastavnik/core/kernel';
import type { Store } from '../../store/store.ts';

export interface TestPerson {
  readonly personId: PersonId;
  readonly key: DeviceKey;
}

const random = systemRandom;
const clock = systemClock;

/** An organisation whose log is written straight into a store before a relay opens it. */
export class TestOrganisation {
  readonly logId: LogId;
  readonly operator: TestPerson;
  readonly #store: Store;
  readonly #sequencer: Signer;
  #state: MembershipState | undefined;

  private constructor(store: Store, sequencer: Signer, operator: TestPerson, logId: LogId) {
    this.#store = store;
    this.#sequencer = sequencer;
    this.operator = operator;
    this.logId = logId;
  }

  static async found(
    store: Store,
    sequencer: Signer,
    extra: Partial<EntryBodies['found']> = {},
  ): Promise<TestOrganisation> {
    const key = await createDeviceKey();
    const recovery = await createDeviceKey();
    const operator = { personId: createId<PersonId>(random), key };
    const organisation = new TestOrganisation(store, sequencer, operator, createId<LogId>(random));
    await organisation.write(key, 'found', {
      level: 'organisation',
      name: 'School No. 7',
      operatorPersonId: organisation.operator.personId,
      operator: deviceRecordOf(key, 'Desk'),
      sequencer: publicKeyOf(sequencer),
      recovery: publicKeyOf(recovery.signer),
      timeZone: 'Asia/Krasnoyarsk',
      ...extra,
    });
    return organisation;
  }

  /** The same organisation by what a store holds of it. */
  static async resume(
    store: Store,
    sequencer: Signer,
    logId: LogId,
    operator: TestPerson,
  ): Promise<TestOrganisation> {
    const organisation = new TestOrganisation(store, sequencer, operator, logId);
    const { state } = await appendEntries(undefined, store.entries(logId, 0, 10_000));
    organisation.#state = state;
    return organisation;
  }

  get state(): MembershipState {
    if (this.#state === undefined) throw new AppError('log-unknown');
    return this.#state;
  }

  /** Signs an entry, based on what this side has seen. */
  sign<Type extends EntryType>(
    key: DeviceKey,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<SignedEntry> {
    const basedOnSeq = this.#state?.seq ?? -1;
    const { logId } = this;
    return createEntry({ signer: key.signer, logId, type, body, basedOnSeq, clock, random });
  }

  /** Signs, sequences and stores an entry; only before a relay has opened the store. */
  async write<Type extends EntryType>(
    key: DeviceKey,
    type: Type,
    body: EntryBodies[Type],
  ): Promise<void> {
    const entry = await this.sign(key, type, body);
    const sequencer = this.#sequencer;
    const state = this.#state;
    const result = await submitEntry({ state, entry, sequencer, nowMs: clock.nowMs() });
    if (!result.ok) throw new AppError(result.error.code, { type });
    this.#state = result.value.state;
    await this.#store.appendEntry(result.value.sequenced);
  }

  async addPerson(...roles: Role[]): Promise<TestPerson> {
    const personId = createId<PersonId>(random);
    await this.write(this.operator.key, 'add-member', { personId, roles });
    const { key: code, invitationId, publicKey } = await createInvitation({ random });
    await this.write(this.operator.key, 'invite', {
      invitationId,
      publicKey,
      personId,
      purpose: 'join',
      expiresAtMs: clock.nowMs() + 86_400_000,
    });
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Laptop');
    const claim = { logId: this.logId, personId, device };
    const invitation = await proveInvitation(code, claim);
    await this.write(key, 'add-device', { personId, device, invitation });
    return { personId, key };
  }

  /** A second device of the same person. */
  async addDevice({ personId, key: by }: TestPerson): Promise<TestPerson> {
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Phone');
    const claim = { logId: this.logId, personId, device };
    const possession = await signPossession(key.signer, claim);
    await this.write(by, 'add-device', { personId, device, possession });
    return { personId, key };
  }

  async addDocument(
    by: TestPerson,
    kind: DocumentKindName,
    parts: Partial<Record<Part, TestPerson>> = {},
  ): Promise<DocumentId> {
    const documentId = createDocumentId(random);
    const audience = Object.entries(parts).map(([part, { personId }]) => ({
      personId,
      part: part as Part,
    }));
    const subjects = audience.map(({ personId }) => personId);
    await this.write(by.key, 'create-document', { documentId, kind, audience, subjects });
    return documentId;
  }
}
