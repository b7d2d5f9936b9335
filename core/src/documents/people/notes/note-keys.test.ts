import * as A from '@automerge/automerge/slim';
import { beforeAll, expect, it } from 'vitest';
import { decide } from '../../../access/index.ts';
import type { SignedWrap } from '../../../access/index.ts';
import {
  createDocumentId,
  createId,
  type KeyId,
  type LogId,
  type PersonId,
} from '../../../kernel/index.ts';
import { initializeAutomergeForTests, seededRandom } from '../../../testing/index.ts';
import { checkOperationValue, notesCommands, readDocument, startDocument } from '../../index.ts';
import type { Draft } from '../../index.ts';
import { slotName } from './schema.ts';

beforeAll(initializeAutomergeForTests);

const kid = 'ef'.repeat(16) as KeyId;
const other = 'ad'.repeat(16) as KeyId;
const noteKeyId = 'ab'.repeat(16);
const wrapped: SignedWrap = { v: 1, ephemeral: 'QQ', sealed: 'Qg', by: kid, sig: 'QQ' };

it('[C2] keys that two devices wrap at once are all kept, each for its device', () => {
  const keep = (doc: A.Doc<unknown>, to: KeyId): A.Doc<unknown> =>
    A.change(A.clone(doc), (draft) => {
      notesCommands.keepKeys(draft as Draft, { keys: [{ noteKeyId, kid: to, wrapped }] });
    });
  const born = startDocument('notes');
  const merged = A.merge(keep(born, kid), keep(born, other));
  const { value, problems } = readDocument('notes', merged);
  expect(value.keys).toEqual([
    { noteKeyId, kid: other, wrapped },
    { noteKeyId, kid, wrapped },
  ]);
  expect(problems).toEqual([]);
});

it.each([
  ['a wrapped key', slotName({ noteKeyId, kid }), JSON.stringify(wrapped), 'allowed'],
  ['a bare key', slotName({ noteKeyId, kid }), '"c2VjcmV0"', 'value-invalid'],
  ['a name without a device', noteKeyId, JSON.stringify(wrapped), 'change-unresolvable'],
])('[C3] the gate judges %s', (_what, name, value, code) => {
  const checked = checkOperationValue('notes', { path: ['keys', name], action: 'put', value });
  expect(checked.ok ? 'allowed' : checked.error.code).toBe(code);
});

it('[A9] only the author may keep keys there', () => {
  const random = seededRandom(1);
  const [author, stranger] = [createId<PersonId>(random), createId<PersonId>(random)];
  const logId = createId<LogId>(random);
  const document = {
    documentId: createDocumentId(random),
    kind: 'notes',
    logId,
    audience: [{ personId: author, part: 'author' }],
    subjects: [],
  } as const;
  const operations = [
    { path: ['keys', slotName({ noteKeyId, kid })], action: 'put', value: '{}' },
  ] as const;
  const may = (personId: PersonId): boolean =>
    decide({
      principal: { personId, memberships: [{ logId, roles: ['mentor'] }] },
      document,
      operation: 'write',
      operations: [...operations],
    }).allow;
  expect([may(author), may(stranger)]).toEqual([true, false]);
});
