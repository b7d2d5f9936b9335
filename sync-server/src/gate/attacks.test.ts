import * as A from '@automerge/automerge/slim';
import { fixedChanges, startDocument } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import {
  changeAs,
  concatenated,
  documentChunk,
  initializeAutomergeForTests,
  losingWrite,
  reservedActorChange,
  runLengthBomb,
  setThenDelete,
  truncated,
  writeIntoDeleted,
} from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestDevice,
  type TestSchool,
} from '../testing/index.ts';

let school: TestSchool;
let device: TestDevice;
let programme: DocumentId;
const kid = () => school.mentor.key.signer.kid;
const menteeKid = () => school.mentee.key.signer.kid;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({ programmes: 24 });
});
afterAll(() => school.close());

/** A programme with one task, open on the mentor's device. */
async function begin(): Promise<void> {
  programme = school.nextProgramme();
  device = await connectDevice(school.url, school.mentor.key);
  device.open(programme, startDocument('programme'));
  device.change(programme, (draft) => addTask(draft, 'Первая'));
  await device.durable(programme);
}

/** Pushes chunks and tells what the relay answered; nothing of them may be on its disk. */
async function refusalOf(...chunks: Uint8Array[]): Promise<string> {
  const before = school.store.document(programme)?.heads.join();
  device.push(programme, chunks);
  const { code } = await device.rejected(programme);
  expect(school.store.document(programme)?.heads.join()).toBe(before);
  device.close();
  return code;
}

const put = (draft: Record<string, unknown>): void => addTask(draft, 'Чужая');

describe('the gate refuses', () => {
  it('[A12] a reader’s writes, and tells so once per batch', async () => {
    const curator = await connectDevice(school.url, school.curator.key);
    curator.open(school.roadmap, startDocument('roadmap'));
    await curator.durable(school.roadmap);
    const reader = await connectDevice(school.url, school.mentee.key);
    reader.open(school.roadmap);
    await reader.has(school.roadmap, (doc) => A.getHeads(doc).length > 0);
    const before = school.store.document(school.roadmap)?.heads.join();
    reader.change(school.roadmap, (draft) => {
      draft['title'] = 'Моя';
    });
    const frame = await reader.rejected(school.roadmap);
    expect(frame.code).toBe('not-allowed');
    expect(frame.hashes).toEqual(A.getHeads(reader.doc(school.roadmap)));
    expect(school.store.document(school.roadmap)?.heads.join()).toBe(before);
    reader.close();
    curator.close();
  });

  it('a forged author', async () => {
    await begin();
    const change = changeAs(device.doc(programme), { author: menteeKid() }, put);
    expect(await refusalOf(change)).toBe('author-forged');
  });

  it('an unauthored change', async () => {
    await begin();
    const start = A.load<unknown>(A.save(device.doc(programme)));
    expect(await refusalOf(changeAs(start, {}, put))).toBe('author-missing');
  });

  it('[A13] another’s actor with its next count, and then takes the victim’s own change', async () => {
    await begin();
    const victim = await connectDevice(school.url, school.mentee.key);
    victim.open(programme);
    await victim.has(programme, (doc) => taskTexts(doc).length === 1);
    victim.change(programme, (draft) => addTask(draft, 'Вторая'));
    await device.has(programme, (doc) => taskTexts(doc).length === 2);
    const actor = A.getActorId(victim.doc(programme));
    const forged = changeAs(device.doc(programme), { actor, author: kid() }, put);
    expect(await refusalOf(forged)).toBe('actor-taken');
    victim.change(programme, (draft) => addTask(draft, 'Третья'));
    await victim.durable(programme);
    victim.close();
  });

  it('a reserved actor', async () => {
    await begin();
    const own = fixedChanges('roadmap')[0];
    const change = reservedActorChange('roadmap', device.doc(programme), kid(), put);
    expect(own).toBeDefined();
    expect(await refusalOf(change)).toBe('actor-reserved');
  });

  it('a path outside the role’s, though the person may write elsewhere', async () => {
    await begin();
    const change = changeAs(device.doc(programme), { author: kid() }, (draft) => {
      (draft['remarks'] as Record<string, unknown>)['x'] = {};
    });
    expect(await refusalOf(change)).toBe('not-allowed');
  });

  it('set-then-delete, which leaves no difference behind', async () => {
    await begin();
    const chunks = setThenDelete(device.doc(programme), { author: kid() }, 'secret', 'value');
    expect(await refusalOf(...chunks)).toBe('not-allowed');
  });

  it('a concurrent write that loses', async () => {
    await begin();
    const change = losingWrite(device.doc(programme), kid(), 'secret', 'value');
    expect(await refusalOf(change)).toBe('not-allowed');
  });

  it('a write into an entity that was deleted meanwhile', async () => {
    await begin();
    const doc = device.doc(programme);
    const [id = ''] = Object.keys(doc['tasks'] as object);
    const author = { author: kid() };
    const { write } = writeIntoDeleted(
      doc,
      { writer: author, remover: author },
      { map: 'tasks', id, write: (entity) => void (entity['smuggled'] = true) },
    );
    expect(await refusalOf(write)).toBe('change-unresolvable');
  });

  it('a value its schema does not know, though the path is right', async () => {
    await begin();
    const change = changeAs(device.doc(programme), { author: kid() }, (draft) => {
      draft['start'] = new A.ImmutableString('вчера');
    });
    expect(await refusalOf(change)).toBe('value-invalid');
  });

  it('concatenated chunks, a document chunk and a torn one', async () => {
    for (const make of [
      (change: Uint8Array) => concatenated(change, change),
      () => documentChunk(device.doc(programme)),
      (change: Uint8Array) => truncated(change, 3),
    ]) {
      await begin();
      const change = changeAs(device.doc(programme), { author: kid() }, put);
      expect(await refusalOf(make(change))).toBe('change-malformed');
    }
  });

  it('[A3] a run-length bomb, without delay for others', async () => {
    await begin();
    const bomb = runLengthBomb(50_000_000, { actor: 'ab'.repeat(16) });
    const before = performance.now();
    expect(await refusalOf(bomb)).toBe('change-too-many-operations');
    expect(performance.now() - before).toBeLessThan(250);
  });

  it('a queued change under somebody else’s message: it waits, and is judged when it can be', async () => {
    await begin();
    const doc = device.doc(programme);
    const first = changeAs(doc, { author: kid() }, put);
    const [after] = A.applyChanges(A.clone(doc), [first]);
    const queued = changeAs(after, { author: kid() }, (draft) => {
      draft['secret'] = 1;
    });
    const before = school.store.document(programme)?.heads.join();
    device.push(programme, [queued]);
    device.send({ type: 'ping', atMs: 1 });
    await device.frame('pong');
    expect(school.store.document(programme)?.heads.join()).toBe(before);
    device.push(programme, [first]);
    expect((await device.rejected(programme)).code).toBe('not-allowed');
    const stored = school.store.loadDocument(programme)?.changes ?? [];
    expect(stored.map((bytes) => A.decodeChange(bytes).hash)).not.toContain(
      A.decodeChange(queued).hash,
    );
    device.close();
  });

  it('another’s change replayed into a sibling document', async () => {
    await begin();
    const sibling = school.nextProgramme();
    const partner = await connectDevice(school.url, school.mentee.key);
    partner.open(sibling, startDocument('programme'));
    partner.change(sibling, (draft) => addTask(draft, 'Там'));
    await partner.durable(sibling);
    const hash = partner.change(sibling, (draft) => addTask(draft, 'Ещё там'));
    await partner.attest(sibling, [hash]);
    const receipt = await partner.frame('receipt');
    const changes = A.getAllChanges(partner.doc(sibling)).slice(1);
    device.send({
      type: 'attest',
      documentId: programme,
      author: menteeKid(),
      hashes: receipt.hashes,
      sig: receipt.sig,
    });
    await device.frame('refused', ({ code }) => code === 'signature-invalid');
    expect(await refusalOf(...changes)).toBe('author-forged');
    partner.close();
  });
});

describe('after a refusal', () => {
  it('the relay’s version is taken over, and work goes on', async () => {
    await begin();
    const doc = device.doc(programme);
    const bad = changeAs(doc, { author: kid() }, (draft) => {
      draft['secret'] = 1;
    });
    device.apply(programme, [bad]);
    await device.rejected(programme);
    const heads = school.store.document(programme)?.heads ?? [];
    device.open(programme, doc);
    device.send({ type: 'replaced', documentId: programme, heads: [...heads] });
    await device.frame('writable');
    device.change(programme, (draft) => addTask(draft, 'Дальше'));
    await device.durable(programme);
    expect(taskTexts(device.doc(programme)).toSorted()).toEqual(['Дальше', 'Первая']);
    device.close();
  });

  it('the good beginning of a batch stays', async () => {
    await begin();
    const doc = device.doc(programme);
    const good = changeAs(doc, { author: kid() }, put);
    const [after] = A.applyChanges(A.clone(doc), [good]);
    const bad = changeAs(after, { author: kid() }, (draft) => {
      draft['secret'] = 1;
    });
    device.push(programme, [good, bad]);
    const { hashes } = await device.rejected(programme);
    expect(hashes).toEqual([A.decodeChange(bad).hash]);
    expect(school.store.document(programme)?.heads).toEqual([A.decodeChange(good).hash]);
    device.close();
  });
});
