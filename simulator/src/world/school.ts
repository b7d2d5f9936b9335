import * as A from '@automerge/automerge/slim';
import { createDeviceKey, type DeviceKey, type Part } from '@nastavnik/core/access';
import { fixedChanges, type DocumentKindName } from '@nastavnik/core/documents';
import type { ChangeHash, DocumentId, LogId, PersonId } from '@nastavnik/core/kernel';
import {
  storeOn,
  TestOrganisation,
  type Store,
  type TestPerson,
} from '@nastavnik/sync-server/testing';
import type { Platform } from '../platform/platform.ts';
import { pump } from '../platform/pump.ts';
import { RelayDisk } from '../relay/relay-disk.ts';

/** Who works in the invented school, in the order their computers are bought. */
export const partNames = ['curator', 'mentor', 'mentee', 'head', 'council'] as const;
export type PartName = (typeof partNames)[number];

const roles = {
  curator: 'curator',
  mentor: 'mentor',
  mentee: 'mentee',
  head: 'orgHead',
  council: 'mentorCouncil',
} as const;

export interface SchoolPerson {
  readonly personId: PersonId;
  readonly key: DeviceKey;
}

export interface SchoolDocument {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
}

/** A school as its relay's disk holds it on the first morning; every world starts from a copy. */
export interface School {
  readonly logId: LogId;
  readonly relayKey: DeviceKey;
  readonly operator: SchoolPerson;
  readonly people: Readonly<Record<PartName, SchoolPerson>>;
  readonly documents: readonly SchoolDocument[];
  readonly disk: RelayDisk;
}

/** The same school every time: its keys and ids come from a seed of its own. */
export async function foundSchool(platform: Platform): Promise<School> {
  const scheduler = platform.begin(1);
  return pump(scheduler, found());
}

async function found(): Promise<School> {
  const disk = new RelayDisk();
  const store = storeOn(disk.open(() => undefined));
  const relayKey = await createDeviceKey();
  const organisation = await TestOrganisation.found(store, relayKey.signer);
  const people = {} as Record<PartName, TestPerson>;
  for (const name of partNames) people[name] = await organisation.addPerson(roles[name]);
  const { curator, mentor, mentee, head } = people;
  const pair = { mentor, mentee };
  const plan: readonly [TestPerson, DocumentKindName, Partial<Record<Part, TestPerson>>][] = [
    [curator, 'programme', pair],
    [curator, 'pair', pair],
    [curator, 'approvals', pair],
    [curator, 'register', {}],
    [head, 'roadmap', {}],
    [mentor, 'notes', { author: mentor }],
  ];
  const documents: SchoolDocument[] = [];
  for (const [by, kind, parts] of plan) {
    const documentId = await organisation.addDocument(by, kind, parts);
    await store.announceDocument({ documentId, kind, logId: organisation.logId, atMs: 0 });
    await bear(store, { documentId, kind }, by);
    documents.push({ documentId, kind });
  }
  const { logId, operator } = organisation;
  return { logId, relayKey, operator, people, documents, disk };
}

/** Commits the fixed beginning of a document. */
async function bear(
  store: Store,
  { documentId, kind }: SchoolDocument,
  by: TestPerson,
): Promise<void> {
  const fixed = fixedChanges(kind);
  const changes = fixed.map(({ hash, bytes, actor }) => {
    return { hash, bytes, actor, seq: A.decodeChange(bytes).seq };
  });
  const heads = fixed.slice(-1).map(({ hash }) => hash) as ChangeHash[];
  await store.commitChanges({ documentId, changes, heads, kid: by.key.signer.kid, atMs: 0 });
}
