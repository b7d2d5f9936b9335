import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as A from '@automerge/automerge';
import { exportableKey, openExportedKey } from '@nastavnik/core/access';
import { fixedChanges, initializeAutomerge } from '@nastavnik/core/documents';
import { openSqliteStore } from '@nastavnik/sync-server';
import { TestOrganisation, type TestPerson } from '@nastavnik/sync-server/testing';
import { startChildRelay } from '../../load/child-relay.ts';
import type { Population } from '../../load/population.ts';
import type { AutomergePair } from '../../automerge/automerge-pair.ts';
import { automergePopulation } from '../../automerge/automerge-population.ts';
import { SyncPeer } from '../../automerge/sync-peer.ts';
import { deviceSignIn } from './sign-in.ts';

/** So many people unless told otherwise; a person may have several programmes. */
const usualCouples = 100;
/** People of the school office, who may read along: one device has only so many connections. */
const onlookers = 20;

interface Couple {
  readonly mentor: TestPerson;
  readonly mentee: TestPerson;
}

/** Writes keys, people and documents into a folder, as a relay finds them when it starts. */
async function fillFolder(
  folder: string,
  pairs: number,
  maxCouples: number,
): Promise<{ documents: [Couple, string][]; readers: TestPerson[] }> {
  const exported = await exportableKey();
  writeFileSync(join(folder, 'relay-key.json'), JSON.stringify(exported));
  const relayKey = await openExportedKey(exported);
  if (!relayKey.ok) throw new Error(relayKey.error.code);
  const store = openSqliteStore(join(folder, 'relay.db'));
  const organisation = await TestOrganisation.found(store, relayKey.value.signer);
  const couples: Couple[] = [];
  for (let index = 0; index < Math.min(pairs, maxCouples); index += 1) {
    couples.push({
      mentor: await organisation.addPerson('mentor'),
      mentee: await organisation.addPerson('mentee'),
    });
  }
  const documents: [Couple, string][] = [];
  for (let index = 0; index < pairs; index += 1) {
    const couple = couples[index % couples.length];
    if (couple === undefined) break;
    const parts = { mentor: couple.mentor, mentee: couple.mentee };
    documents.push([
      couple,
      await organisation.addDocument(organisation.operator, 'programme', parts),
    ]);
  }
  const readers: TestPerson[] = [];
  for (let index = 0; index < onlookers; index += 1) {
    readers.push(await organisation.addPerson('curator'));
  }
  await store.close();
  return { documents, readers };
}

/** Our relay with an organisation whose every pair shares one programme. */
export async function startOurs(pairs: number, couples = usualCouples): Promise<Population> {
  const wasm = createRequire(import.meta.url).resolve('@automerge/automerge/automerge.wasm');
  await initializeAutomerge(await readFile(wasm));
  const folder = mkdtempSync(join(tmpdir(), 'our-relay-'));
  const { documents, readers } = await fillFolder(folder, pairs, couples);
  const module = new URL('./relay-process.ts', import.meta.url);
  const relay = await startChildRelay('nastavnik', module, [folder]);
  const start = fixedChanges('programme').map(({ bytes }) => bytes);
  const connect = ({ key }: TestPerson): Promise<SyncPeer> =>
    SyncPeer.connect(relay.url, 'assigned', deviceSignIn(relay.url, key));
  let turn = 0;
  const nextReader = (mentee: TestPerson): TestPerson => {
    // The partner first of all; whoever comes after that looks on from the office.
    turn += 1;
    return documents.length > 1 ? mentee : (readers[turn % readers.length] ?? mentee);
  };
  const people = documents.map(([{ mentor, mentee }, documentId]): AutomergePair => ({
    documentId,
    author: mentor.key.signer.kid,
    acknowledgement: 'durable',
    writer: () => connect(mentor),
    reader: () => connect(nextReader(mentee)),
    startWriting: () =>
      A.applyChanges(
        A.init<unknown>({ author: mentor.key.signer.kid } as A.InitOptions<unknown>),
        start,
      )[0],
  }));
  return automergePopulation(relay, folder, people);
}
