import { createDocumentId, createId, sha256 } from '@nastavnik/core/kernel';
import type { DocumentId, KeyId, LogId, PersonId } from '@nastavnik/core/kernel';
import type { SequencedEntry } from '@nastavnik/core/access';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testChange } from './testing/test-change.ts';
import type { Store, StoredChange } from './store.ts';

let count = 0;
const random = {
  bytes: (length: number): Uint8Array => {
    count += 1;
    return sha256(new TextEncoder().encode(`contract ${count}`)).slice(0, length);
  },
};
const kid = 'a1'.repeat(16) as KeyId;

const change = (text: string, seq = 1): StoredChange => testChange(text, kid, seq);
/** The text after the ten bytes that a chunk begins with. */
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(10));

function entry(logId: LogId, seq: number): SequencedEntry {
  const hash = '0'.repeat(64);
  return {
    envelope: { v: 1, logId, seq, prevHash: hash, innerHash: hash },
    envelopeSig: 'AA',
    inner: {
      v: 1,
      logId,
      entryId: createId(random),
      type: 'policy',
      bodyHash: hash,
      basedOnSeq: seq - 1,
      atMs: 1,
      kid,
    },
    sig: 'AA',
    body: { key: 'k', value: seq },
  };
}

/** What every store promises. `open` gives a fresh empty store; `reopen` the same data again. */
export function storeContract(
  name: string,
  open: () => Store,
  reopen?: (store: Store) => Promise<Store>,
): void {
  describe(`a store: ${name}`, () => {
    let store: Store;
    let documentId: DocumentId;
    const logId = createId<LogId>(random);
    const announce = () =>
      store.announceDocument({ documentId, kind: 'programme', logId, atMs: 1 });
    const commit = (...changes: StoredChange[]) =>
      store.commitChanges({
        documentId,
        changes,
        heads: changes.slice(-1).map(({ hash }) => hash),
        kid,
        atMs: 2,
      });

    beforeEach(() => {
      store = open();
      documentId = createDocumentId(random);
    });
    afterEach(() => store.close());

    it('gives changes back in the order of their commits', async () => {
      await announce();
      await commit(change('one'), change('two'));
      await commit(change('three'));
      const loaded = store.loadDocument(documentId);
      expect(loaded?.changes.map(textOf)).toEqual(['one', 'two', 'three']);
      expect(loaded?.row).toMatchObject({
        kind: 'programme',
        logId,
        heads: [change('three').hash],
        seq: 3,
        state: 'open',
      });
    });

    it('tells the whole history whatever the snapshot covers, and any change by its name', async () => {
      await announce();
      const seq = await commit(change('one'), change('two'));
      await store.saveSnapshot(documentId, { bytes: new Uint8Array([1]), index: '{}', seq });
      await commit(change('three'));
      const all = ['one', 'two', 'three'].map((text) => change(text));
      expect(store.history(documentId)).toEqual({
        changes: all.map(({ hash, bytes }) => ({ hash, bytes })),
        damaged: [],
      });
      const [one, , three] = all.map(({ hash }) => hash);
      const wanted = [three, change('never').hash, one].flatMap((hash) => hash ?? []);
      const texts = store.changeBytes(documentId, wanted).map((bytes) => Buffer.from(bytes));
      expect(texts.map(String)).toEqual(
        [change('three'), change('one')].map(({ bytes }) => String(Buffer.from(bytes))),
      );
    });

    it('keeps a change that is there already as it is', async () => {
      await announce();
      await commit(change('one'));
      await commit(change('one'), change('two'));
      expect(store.loadDocument(documentId)?.changes).toHaveLength(2);
      expect(store.knownHashes(documentId, [change('two').hash, change('six').hash])).toEqual([
        change('two').hash,
      ]);
    });

    it('announces once and lists what changed after a seq', async () => {
      await announce();
      await announce();
      const seq = await commit(change('one'));
      expect(store.documentsChangedSince(0, 10)).toHaveLength(1);
      expect(store.documentsChangedSince(seq, 10)).toEqual([]);
      expect(store.commitsSince(0, 10).map(({ event }) => event)).toEqual(['announced', 'changed']);
      expect(store.lastSeq()).toBe(seq);
    });

    it('loads only what a snapshot does not cover, and keeps the sources', async () => {
      await announce();
      const seq = await commit(change('one'));
      const bytes = new Uint8Array([1, 2, 3]);
      await store.saveSnapshot(documentId, { bytes, index: '{}', seq });
      await commit(change('two'));
      const loaded = store.loadDocument(documentId);
      expect(loaded?.snapshot).toEqual({ bytes, index: '{}', seq });
      expect(loaded?.changes).toHaveLength(1);
      expect(store.counts().changes).toBe(2);
    });

    it('drops every byte of a document and remembers that it is gone', async () => {
      await announce();
      await commit(change('one'));
      await store.dropDocument(documentId, 3);
      await announce();
      expect(store.loadDocument(documentId)).toMatchObject({
        row: { state: 'dropped', heads: [] },
        changes: [],
      });
      expect(store.counts().changes).toBe(0);
    });

    it('appends log entries in order and refuses a place that is taken', async () => {
      await store.appendEntry(entry(logId, 0));
      await store.appendEntry(entry(logId, 1));
      await expect(store.appendEntry(entry(logId, 1))).rejects.toThrow(/UNIQUE/);
      expect(store.entries(logId, 1, 10).map(({ envelope }) => envelope.seq)).toEqual([1]);
      expect(store.logIds()).toEqual([logId]);
    });

    it('rolls back only the request that fails, of many made in one turn', async () => {
      const taken = entry(logId, 0);
      const results = await Promise.allSettled([
        store.appendEntry(taken),
        store.appendEntry(taken),
        announce(),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(store.document(documentId)).toBeDefined();
    });

    it('keeps claims, refusals, quarantine and cursors', async () => {
      const receipt = { atMs: 5, sig: 'UU' };
      const attestation = { documentId, kid, hashes: [change('one').hash], sig: 'QQ', receipt };
      await store.addAttestation(attestation);
      await store.addAttestation(attestation);
      expect(store.attestations(documentId)).toEqual([attestation]);
      const refusal = { documentId, hashes: [change('x').hash], code: 'not-allowed', kid, atMs: 6 };
      await store.addRefusal({ ...refusal, code: 'not-allowed' });
      expect(store.refusals(documentId)).toEqual([refusal]);
      const item = {
        quarantineId: 'q1',
        logId,
        documentId,
        kind: 'programme',
        kid,
        personId: createId<PersonId>(random),
        hashes: [change('late').hash],
        changes: [change('late').bytes],
        receivedAtMs: 7,
      };
      await store.addQuarantine(item);
      expect(store.quarantine(logId)).toEqual([item]);
      expect(store.quarantineItem('q1')).toEqual(item);
      await store.removeQuarantine('q1');
      expect(store.quarantine(logId)).toEqual([]);
      await store.saveCursor('aggregation', 4);
      expect(store.cursor('aggregation')).toBe(4);
      expect(store.cursor('other')).toBe(0);
    });

    if (!reopen) return;
    it('has everything after it was opened again', async () => {
      await announce();
      await commit(change('one'));
      await store.appendEntry(entry(logId, 0));
      store = await reopen(store);
      expect(store.loadDocument(documentId)?.changes).toHaveLength(1);
      expect(store.entries(logId, 0, 10)).toHaveLength(1);
    });
  });
}
