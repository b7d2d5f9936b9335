import { createDeviceKey, createInvitation, type InvitationKey } from '@nastavnik/core/access';
import {
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type EntryId,
  type InvitationId,
} from '@nastavnik/core/kernel';
import { startTestRelay, type TestRelay, type TestRelayOptions } from '../start-test-relay.ts';
import { TestOrganisation, type TestPerson } from './test-organisation.ts';

/** One organisation of a test district, with something of everything that has an id. */
export interface TestTenant {
  readonly organisation: TestOrganisation;
  /** The most that an organisation can make of a person. */
  readonly head: TestPerson;
  readonly mentor: TestPerson;
  readonly mentee: TestPerson;
  readonly programme: DocumentId;
  readonly approvals: DocumentId;
  readonly roadmap: DocumentId;
  readonly grantId: EntryId;
  readonly invitationId: InvitationId;
  readonly invitation: InvitationKey;
}

export interface TestDistrict extends TestRelay {
  readonly district: TestOrganisation;
  readonly one: TestTenant;
  readonly other: TestTenant;
}

async function settle(organisation: TestOrganisation): Promise<TestTenant> {
  const head = await organisation.addPerson('orgHead', 'curator');
  const mentor = await organisation.addPerson('mentor');
  const mentee = await organisation.addPerson('mentee');
  const pair = { mentor, mentee };
  const programme = await organisation.addDocument(head, 'programme', pair);
  const approvals = await organisation.addDocument(head, 'approvals', pair);
  const roadmap = await organisation.addDocument(head, 'roadmap');
  const grantId = createId<EntryId>(systemRandom);
  const grant = { grantId, personId: mentor.personId, documentId: programme };
  await organisation.write(head.key, 'grant', grant);
  const created = await createInvitation({ random: systemRandom });
  const { invitationId, publicKey, key: invitation } = created;
  await organisation.write(head.key, 'invite', {
    invitationId,
    publicKey,
    personId: mentor.personId,
    purpose: 'device',
    expiresAtMs: systemClock.nowMs() + 86_400_000,
  });
  const documents = { programme, approvals, roadmap };
  return { organisation, head, mentor, mentee, ...documents, grantId, invitationId, invitation };
}

/** A relay with a district and two organisations under it. */
export async function startTestDistrict(options: TestRelayOptions = {}): Promise<TestDistrict> {
  const relayKey = await createDeviceKey();
  let made: Pick<TestDistrict, 'district' | 'one' | 'other'> | undefined;
  const relay = await startTestRelay({
    ...options,
    relayKey,
    seed: async (_alone, store) => {
      const { signer } = relayKey;
      const district = await TestOrganisation.found(store, signer, { level: 'district' });
      const below = { districtLogId: district.logId };
      const one = await settle(await TestOrganisation.found(store, signer, below));
      const other = await settle(await TestOrganisation.found(store, signer, below));
      made = { district, one, other };
    },
  });
  if (made === undefined) throw new TypeError('not seeded');
  return { ...relay, ...made };
}
