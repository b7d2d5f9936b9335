import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedChanges, reservedActors, startDocument, type Draft } from '../../documents/index.ts';
import type { KeyId } from '../../kernel/index.ts';
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
} from '../index.ts';

beforeAll(initializeAutomergeForTests);

const author = 'ab'.repeat(16) as KeyId;
const other = 'cd'.repeat(16) as KeyId;
const put = (key: string, value: string) => (draft: Record<string, unknown>) => {
  draft[key] = new A.ImmutableString(value);
};
const apply = (doc: A.Doc<unknown>, changes: readonly Uint8Array[]) =>
  A.applyChanges<Draft>(A.clone<Draft>(doc as A.Doc<Draft>), [...changes])[0] as A.Doc<
    Record<string, unknown>
  >;

describe('the lying encoder', () => {
  it('[A9] forges an author, leaves one out, and takes a reserved actor', () => {
    const doc = startDocument('person');
    expect(A.decodeChange(changeAs(doc, { author }, put('lastName', 'а'))).author).toBe(author);
    expect(A.decodeChange(changeAs(doc, {}, put('lastName', 'а'))).author ?? null).toBeNull();
    const taken = reservedActorChange('programme', doc, author, put('lastName', 'а'));
    expect(reservedActors.has(A.decodeChange(taken).actor)).toBe(true);
    expect(A.decodeChange(taken).actor).toBe(fixedChanges('programme')[0]?.actor);
  });

  it('[A10] hides writes from a difference', () => {
    const doc = startDocument('person');
    const smuggled = apply(doc, setThenDelete(doc, { author }, 'phone', '+7 000'));
    expect(smuggled['phone']).toBeUndefined();
    expect(A.getHeads(smuggled)).not.toEqual(A.getHeads(doc));
    const honest = changeAs(doc, { author }, put('lastName', 'победит'));
    const lost = losingWrite(doc, other, 'lastName', 'проиграет');
    expect(String(apply(doc, [honest, lost])['lastName'])).toBe('победит');
  });

  it('[A10] writes into an entity that is taken away meanwhile', () => {
    const doc = apply(startDocument('notes'), [
      changeAs(startDocument('notes'), { author }, (draft) => {
        (draft['notes'] as Record<string, unknown>)['N'] = { text: 'было' };
      }),
    ]);
    const { write, takeAway } = writeIntoDeleted(
      doc,
      { writer: { author: other }, remover: { author } },
      { map: 'notes', id: 'N', write: (note) => void (note['text'] = 'стало') },
    );
    expect(apply(doc, [write])['notes']).toMatchObject({ N: { text: 'стало' } });
    expect(apply(doc, [takeAway])['notes']).toEqual({});
  });

  it('[A11] packs chunks as no honest client does', () => {
    const doc = startDocument('person');
    const change = changeAs(doc, { author }, put('lastName', 'а'));
    expect(() => A.decodeChange(concatenated(change, change))).toThrow(/leftover/);
    expect(() => A.decodeChange(truncated(change))).toThrow(/parse|leb|enough|checksum|chunk/i);
    expect(documentChunk(doc)[8]).toBe(0);
    expect(change[8]).toBe(1);
  });

  it('[A12] claims a million operations in less than a hundred bytes', () => {
    const bomb = runLengthBomb(1_000_000, { actor: '12'.repeat(16) });
    expect(bomb.length).toBeLessThan(100);
    expect(A.decodeChange(runLengthBomb(3, { actor: '12'.repeat(16) })).ops).toHaveLength(3);
  });
});
