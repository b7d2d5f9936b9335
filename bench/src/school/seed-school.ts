import * as A from '@automerge/automerge';
import { createInvitation, invitationLink, type DocumentKindName } from '@nastavnik/core/access';
import {
  fixedChanges,
  pairCommands,
  personCommands,
  startDocument,
  type Draft,
} from '@nastavnik/core/documents';
import {
  createId,
  systemClock,
  systemRandom,
  type ChangeHash,
  type PersonId,
} from '@nastavnik/core/kernel';
import type { openSqliteStore } from '@nastavnik/sync-server';
import type { TestOrganisation, TestPerson } from '@nastavnik/sync-server/testing';

type Store = ReturnType<typeof openSqliteStore>;

/** Eight pairs a mentor: a school of 300 pairs has some forty mentors. */
const pairsPerMentor = 8;
const dayMs = 86_400_000;

/** Puts an announced document with content where the relay finds it when it starts. */
class Filing {
  readonly #store: Store;
  readonly #organisation: TestOrganisation;
  readonly #author: TestPerson;

  constructor(store: Store, organisation: TestOrganisation, author: TestPerson) {
    this.#store = store;
    this.#organisation = organisation;
    this.#author = author;
  }

  async file(
    kind: DocumentKindName,
    parts: Parameters<TestOrganisation['addDocument']>[2],
    write: (draft: Draft) => { readonly ok: boolean },
  ): Promise<void> {
    const documentId = await this.#organisation.addDocument(this.#author, kind, parts);
    const { kid } = this.#author.key.signer;
    const doc = A.change<Draft>(A.clone<Draft>(startDocument(kind), { author: kid }), (draft) => {
      if (!write(draft).ok) throw new Error(`a ${kind} could not be written`);
    });
    const fixed = new Set(fixedChanges(kind).map(({ hash }) => hash));
    const changes = A.getAllChanges(doc).map((bytes) => {
      const { hash, actor, seq } = A.decodeChange(bytes);
      const isFixed = fixed.has(hash as ChangeHash);
      return { hash: hash as ChangeHash, bytes, actor, seq, ...(isFixed ? {} : { author: kid }) };
    });
    const heads = A.getHeads(doc).toSorted() as ChangeHash[];
    const atMs = systemClock.nowMs();
    const { logId } = this.#organisation;
    await this.#store.announceDocument({ documentId, kind, logId, atMs });
    await this.#store.commitChanges({ documentId, changes, heads, kid, atMs });
  }
}

/** A member who has no device yet, with a card that gives the name. */
async function addNamed(
  organisation: TestOrganisation,
  filing: Filing,
  role: 'mentor' | 'mentee',
  number: number,
): Promise<TestPerson> {
  const personId = createId<PersonId>(systemRandom);
  await organisation.write(organisation.operator.key, 'add-member', { personId, roles: [role] });
  const person = { personId, key: organisation.operator.key };
  await filing.file('person', { self: person }, (draft) =>
    personCommands.edit(draft, {
      lastName: role === 'mentor' ? `Старшинов-${number}` : `Младов-${number}`,
      firstName: 'Пётр',
      patronymic: 'Ильич',
      kind: 'employee',
    }),
  );
  return person;
}

/**
 * A school with `pairs` formed pairs in a relay's store.
 *
 * @returns what turns the relay's address into the invitation of a curator.
 */
export async function seedSchool(
  store: Store,
  organisation: TestOrganisation,
  pairs: number,
): Promise<(relayUrl: string) => string> {
  const author = await organisation.addPerson('curator');
  const filing = new Filing(store, organisation, author);
  let mentor: TestPerson | undefined;
  for (let number = 0; number < pairs; number += 1) {
    if (mentor === undefined || number % pairsPerMentor === 0) {
      mentor = await addNamed(organisation, filing, 'mentor', number);
    }
    const mentee = await addNamed(organisation, filing, 'mentee', number);
    const { personId: mentorId } = mentor;
    await filing.file('pair', { mentor, mentee }, (draft) =>
      pairCommands.form(draft, {
        form: 'teacherTeacher',
        isGroup: false,
        mentorId,
        menteeIds: [mentee.personId],
      }),
    );
  }
  const personId = createId<PersonId>(systemRandom);
  const { key } = organisation.operator;
  await organisation.write(key, 'add-member', { personId, roles: ['curator'] });
  const { code, invitationId, publicKey } = await createInvitation({ random: systemRandom });
  const expiresAtMs = systemClock.nowMs() + dayMs;
  const invitation = { invitationId, publicKey, personId, purpose: 'join' as const, expiresAtMs };
  await organisation.write(key, 'invite', invitation);
  return (relayUrl) => invitationLink(relayUrl.replace('ws:', 'http:'), code);
}
