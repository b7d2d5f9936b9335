import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles, type Role } from '../../domain/person/role.ts';
import { createDocumentId, createId, type LogId, type PersonId } from '../../kernel/index.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { decide } from './decide.ts';
import { documentKinds, parts, type DocumentRecord, type Part } from './document-record.ts';
import type { ResolvedOperation } from './operation.ts';
import { matchesPath } from './path-pattern.ts';
import type { Principal } from './relation.ts';

const random = seededRandom(3);
const logId = createId<LogId>(random);
const otherLogId = createId<LogId>(random);
const me = createId<PersonId>(random);

const principal = (...held: Role[]): Principal => ({
  personId: me,
  memberships: [{ logId, roles: held }],
});

const record = (kind: DocumentRecord['kind'], part?: Part): DocumentRecord => ({
  documentId: createDocumentId(random),
  kind,
  logId,
  audience: part ? [{ personId: me, part }] : [{ personId: createId(random), part: 'self' }],
  subjects: [],
});

const put = (path: string, isFirst = false): ResolvedOperation => ({
  path: path.split('/'),
  action: 'put',
  value: 'x',
  isFirst,
});

const mayWrite = (who: Principal, document: DocumentRecord, ...operations: ResolvedOperation[]) =>
  decide({ principal: who, document, operation: 'write', operations });

const refused = { allow: false, code: 'not-allowed' };
const unavailable = { allow: false, code: 'document-unavailable' };

describe('decide, path by path', () => {
  it('lets partners work on a programme and the curator only remark on it', () => {
    const mine = record('programme', 'mentee');
    expect(mayWrite(principal('mentee'), mine, put('activities/A/status')).allow).toBe(true);
    const theirs = record('programme');
    expect(mayWrite(principal('curator'), theirs, put('remarks/R/text')).allow).toBe(true);
    expect(mayWrite(principal('curator'), theirs, put('activities/A/status'))).toEqual(refused);
    expect(mayWrite(principal('mentee'), mine, put('remarks/R/settledAtMs')).allow).toBe(true);
    expect(mayWrite(principal('mentee'), mine, put('remarks/R/text'))).toEqual(refused);
    expect(mayWrite(principal('mentorCouncil'), theirs, put('goal'))).toEqual(refused);
  });

  it('refuses a batch for one operation outside the allowlist', () => {
    const mine = record('pair', 'mentor');
    const good = put('meetings/M/topic');
    expect(mayWrite(principal('mentor'), mine, good).allow).toBe(true);
    expect(mayWrite(principal('mentor'), mine, good, put('orders/O/number'))).toEqual(refused);
    expect(mayWrite(principal('orgHead'), mine, put('orders/O/number')).allow).toBe(true);
  });

  it('keeps the head away from the meeting log', () => {
    const theirs = record('pair');
    expect(mayWrite(principal('orgHead'), theirs, put('meetings/M/topic'))).toEqual(refused);
  });

  it('[INV-20] takes a signature once: no change, no removal, no map under it', () => {
    const approvals = record('approvals', 'mentor');
    const who = principal('mentor');
    expect(mayWrite(who, approvals, put('records/R', true)).allow).toBe(true);
    expect(mayWrite(who, approvals, put('records/R', false))).toEqual(refused);
    const path = ['records', 'R'];
    expect(mayWrite(who, approvals, { path, action: 'delete' })).toEqual(refused);
    expect(mayWrite(who, approvals, { path, action: 'makeMap', isFirst: true })).toEqual(refused);
  });

  it('answers the same for what is closed as for what is not there', () => {
    expect(mayWrite(principal('mentee'), record('register'))).toEqual(unavailable);
    const document = record('notes', 'author');
    const others: Principal = {
      personId: createId(random),
      memberships: [{ logId, roles: ['orgHead'] }],
    };
    for (const operation of ['read', 'write', 'announce', 'ephemeral'] as const) {
      expect(decide({ principal: others, document, operation })).toEqual(unavailable);
    }
  });

  it('does not take the role of mentor for the part of mentor', () => {
    expect(
      decide({ principal: principal('mentor'), document: record('pair'), operation: 'read' }),
    ).toEqual(unavailable);
  });

  it('closes everything to a person who has left the log', () => {
    const who: Principal = { personId: me, memberships: [{ logId, roles: [] }] };
    expect(
      decide({ principal: who, document: record('pair', 'mentor'), operation: 'read' }),
    ).toEqual(unavailable);
  });

  it('lets nobody of one organisation read another', () => {
    const who: Principal = {
      personId: me,
      memberships: [{ logId: otherLogId, roles: [...roles] }],
    };
    for (const kind of documentKinds) {
      expect(
        decide({ principal: who, document: record(kind, 'mentor'), operation: 'read' }),
      ).toEqual(unavailable);
    }
  });

  it('never opens the whole document by an empty path', () => {
    expect(
      mayWrite(principal('orgHead'), record('organisation'), { path: [], action: 'put' }),
    ).toEqual(refused);
  });
});

const subset = <T>(items: readonly T[]) => fc.subarray([...items]);

describe('decide, in general', () => {
  it('is total, and whoever writes also reads', () => {
    fc.assert(
      fc.property(
        subset(roles),
        fc.constantFrom(...documentKinds),
        fc.option(fc.constantFrom(...parts), { nil: undefined }),
        fc.array(fc.array(fc.string(), { maxLength: 4 }), { maxLength: 3 }),
        (held, kind, part, paths) => {
          const who = principal(...held);
          const document = record(kind, part);
          const operations = paths.map((path): ResolvedOperation => ({ path, action: 'put' }));
          const write = decide({ principal: who, document, operation: 'write', operations });
          const read = decide({ principal: who, document, operation: 'read' });
          expect(read.allow || !write.allow).toBe(true);
          expect(read.allow ? read : write).toEqual(read);
        },
      ),
    );
  });

  it('grows with roles: one role more never takes a right away', () => {
    fc.assert(
      fc.property(
        subset(roles),
        fc.constantFrom(...roles),
        fc.constantFrom(...documentKinds),
        (held, extra, kind) => {
          const document = record(kind);
          for (const operation of ['read', 'write'] as const) {
            const before = decide({ principal: principal(...held), document, operation });
            const after = decide({ principal: principal(...held, extra), document, operation });
            expect(after.allow || !before.allow).toBe(true);
          }
        },
      ),
    );
  });
});

describe('matchesPath', () => {
  it.each([
    ['goals/**', 'goals', false],
    ['goals/**', 'goals/A', true],
    ['goals/**', 'goals/A/b/c', true],
    ['records/*', 'records/A', true],
    ['records/*', 'records/A/b', false],
    ['title', 'title', true],
    ['title', 'titles', false],
    ['**', 'anything', true],
  ])('%s on %s is %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path.split('/'))).toBe(expected);
  });
});
