import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createDocumentId,
  createId,
  type DocumentId,
  type PersonId,
} from '../../../kernel/index.ts';
import { createDeviceKey, type DeviceKey } from '../../keys/device-key.ts';
import { publicKeyOf } from '../../keys/public-key.ts';
import { documentKinds } from '../../rights/document-record.ts';
import type { EntryBodies, EntryType, SequencedEntry } from '../entry.ts';
import { judgeEntry } from '../judge-entry.ts';
import { SampleLog } from '../../../testing/sample-log.ts';
import { sequenceEntry } from '../sequence-entry.ts';
import { appendEntries, appendEntry } from './append-entry.ts';
import { compareHead } from './compare-head.ts';
import { rebuildLog } from './rebuild-log.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

let log: SampleLog;
let stranger: DeviceKey;
let head: Awaited<ReturnType<SampleLog['addMember']>>;

beforeAll(async () => {
  log = await SampleLog.found(21);
  stranger = await createDeviceKey();
  head = await log.addMember('orgHead');
  const mentor = await log.addMember('mentor');
  await log.write(head.key, 'policy', { key: 'meetings', value: 2 });
  await log.write(mentor.key, 'create-document', {
    documentId: createDocumentId(log.random),
    kind: 'notes',
    audience: [{ personId: mentor.personId, part: 'author' }],
    subjects: [],
  });
  await log.write(log.operator, 'set-role', { personId: mentor.personId, roles: [] });
});

/** Paths of every leaf of an entry, so that each can be altered. */
function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function alter(entry: SequencedEntry, path: readonly string[]): SequencedEntry {
  const altered = copy(entry) as unknown as Record<string, unknown>;
  const last = path.at(-1) as string;
  let place = altered;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>;
  const value = place[last];
  if (typeof value === 'number') place[last] = value + 1;
  else if (typeof value === 'string')
    place[last] = value.startsWith('1') ? `2${value.slice(1)}` : `1${value.slice(1)}`;
  else place[last] = 'other';
  return altered as unknown as SequencedEntry;
}

describe('a relay cannot forge', () => {
  it('by altering any single value of any entry', async () => {
    const all = log.entries.flatMap((entry, seq) => leaves(entry).map((path) => ({ seq, path })));
    for (const { seq, path } of all) {
      const chain = log.entries.with(seq, alter(log.entries[seq] as SequencedEntry, path));
      const outcome = await appendEntries(undefined, chain);
      expect({
        path,
        error: outcome.error?.code === undefined,
        appended: outcome.appended,
      }).toEqual({
        path,
        error: false,
        appended: seq,
      });
    }
  });

  it('by leaving out, repeating or swapping entries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: log.entries.length - 2 }),
        fc.constantFrom('drop', 'repeat', 'swap'),
        async (at, how) => {
          const entries = [...log.entries];
          const [one, two] = entries.slice(at, at + 2) as [SequencedEntry, SequencedEntry];
          if (how === 'drop') entries.splice(at, 1);
          if (how === 'repeat') entries.splice(at, 0, one);
          if (how === 'swap') entries.splice(at, 2, two, one);
          const outcome = await appendEntries(undefined, entries);
          expect(outcome.error).toBeDefined();
          expect(outcome.appended).toBeLessThan(entries.length);
        },
      ),
    );
  });

  it('by sequencing with another key, or writing an entry of its own', async () => {
    const { state } = log;
    const entry = await log.sign(head.key, 'policy', { key: 'meetings', value: 3 });
    const judged = await judgeEntry(state, entry);
    if (!judged.ok) throw new Error(judged.error.code);
    await expect(
      sequenceEntry({ state, judged: judged.value, sequencer: stranger.signer }),
    ).rejects.toMatchObject({ code: 'entry-forbidden' });
    const impostor = { ...state, sequencer: publicKeyOf(stranger.signer) };
    const sequencing = { state: impostor, judged: judged.value, sequencer: stranger.signer };
    const forged = await sequenceEntry(sequencing);
    expect(await appendEntry(state, forged)).toEqual({
      ok: false,
      error: { code: 'signature-invalid' },
    });
    const own = await log.sign(log.sequencer, 'set-role', { personId: head.personId, roles: [] });
    expect(await judgeEntry(state, own)).toMatchObject({ error: { code: 'device-unknown' } });
  });

  it('by replaying an entry under a new place, or into another log', async () => {
    const { inner, sig, body } = log.entries.at(-2) as SequencedEntry;
    const replay = await judgeEntry(log.state, { inner, sig, body });
    expect(replay).toEqual({ ok: false, error: { code: 'entry-invalid' } });
    const other = await SampleLog.found(22);
    const elsewhere = await judgeEntry(other.state, { inner, sig, body });
    expect(elsewhere).toEqual({ ok: false, error: { code: 'log-unknown' } });
  });
});

describe('appending', () => {
  it('never throws, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true }), async (junk) => {
        const outcome = await appendEntries(log.state, [junk]);
        expect(outcome.appended).toBe(0);
        const envelope = log.entries[0]?.envelope;
        const half = { envelope, envelopeSig: '', inner: { v: 1, x: junk }, sig: '', body: junk };
        expect((await appendEntries(undefined, [half])).error).toBeDefined();
      }),
    );
  });

  it('gives equal replicas in any batches, whoever wrote whatever', async () => {
    const authors = ['operator', 'head', 'curator', 'mentor', 'stranger'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            by: fc.constantFrom(...authors),
            about: fc.constantFrom(...authors),
            type: fc.constantFrom(
              'add-member',
              'set-role',
              'policy',
              'create-document',
              'revoke-device',
            ),
            roles: fc.subarray(['mentor', 'mentee', 'curator', 'orgHead'] as const, {
              minLength: 1,
            }),
            kind: fc.constantFrom(...documentKinds),
          }),
          { maxLength: 8 },
        ),
        fc.nat({ max: 12 }),
        async (steps, cut) => {
          const grown = await SampleLog.found(31);
          const people = {
            operator: { personId: grown.operatorId, key: grown.operator },
            head: await grown.addMember('orgHead'),
            curator: await grown.addMember('curator'),
            mentor: await grown.addMember('mentor'),
            stranger: { personId: createId<PersonId>(grown.random), key: stranger },
          };
          const bodyOf = ({ about, roles, kind }: (typeof steps)[number]) => ({
            'add-member': { personId: createId<PersonId>(grown.random), roles },
            'set-role': { personId: people[about].personId, roles },
            policy: { key: about, value: kind },
            'revoke-device': { kid: people[about].key.signer.kid },
            'create-document': {
              documentId: createDocumentId(grown.random),
              kind,
              audience: [{ personId: people[about].personId, part: 'self' as const }],
              subjects: [],
            },
          });
          for (const step of steps) {
            const body = bodyOf(step)[step.type] as EntryBodies[EntryType];
            const before = grown.state;
            const code = await grown.try(people[step.by].key, step.type as EntryType, body);
            expect(code === undefined || grown.state === before).toBe(true);
            expect(code === undefined && step.by === 'stranger').toBe(false);
          }
          const whole = await appendEntries(undefined, copy(grown.entries));
          const first = await appendEntries(undefined, grown.entries.slice(0, cut));
          const rest = await appendEntries(first.state, grown.entries.slice(cut));
          expect(whole.state).toEqual(grown.state);
          expect(rest.state).toEqual(grown.state);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('withheld and erased bodies', () => {
  it('leave the chain verifiable, and the state without what they said', async () => {
    const withheld = log.entries.map(({ body, ...entry }) =>
      entry.inner.type === 'create-document' ? entry : { ...entry, body },
    );
    const outcome = await appendEntries(undefined, withheld);
    expect(outcome.error).toBeUndefined();
    expect(outcome.state?.headHash).toBe(log.state.headHash);
    expect(outcome.state?.gaps).toEqual({ members: false, documents: true });
    expect(outcome.state?.documents.size).toBe(0);
    expect(outcome.state?.members).toEqual(log.state.members);
  });

  it('never let in what cannot be proved behind the gap', async () => {
    const withheld = log.entries.map(({ body, ...entry }) =>
      entry.inner.type === 'add-member' ? entry : { ...entry, body },
    );
    const outcome = await appendEntries(undefined, withheld);
    expect(outcome.error).toBeUndefined();
    expect(outcome.state?.headHash).toBe(log.state.headHash);
    expect([...(outcome.state?.members.keys() ?? [])]).toEqual([log.operatorId]);
    expect([...(outcome.state?.devices.keys() ?? [])]).toEqual([log.operator.signer.kid]);
  });

  it('do not excuse the founding entry', async () => {
    const [{ body: _body, ...first }] = log.entries as [SequencedEntry];
    expect((await appendEntries(undefined, [first])).error).toEqual({ code: 'entry-invalid' });
  });
});

describe('a log read anew', () => {
  it('fills the gaps, on the history that was believed and on no other', async () => {
    const known = { seq: log.state.seq - 1, hash: log.entries.at(-1)?.envelope.prevHash ?? '' };
    expect(await rebuildLog(known, log.entries)).toEqual({ ok: true, value: log.state });
    const forked = { ok: false, error: { code: 'log-forked' } };
    const other = await SampleLog.found(23);
    expect(await rebuildLog(known, other.entries)).toEqual(forked);
    expect(await rebuildLog(known, log.entries.slice(0, 2))).toEqual(forked);
  });
});

describe('a newer version', () => {
  it('opens the log for reading only', async () => {
    const later = await SampleLog.found(41);
    const body = { documentId: createDocumentId(later.random) as DocumentId };
    const signed = await later.sign(later.operator, 'adopt-document' as EntryType, body as never);
    expect(await judgeEntry(later.state, signed)).toEqual({
      ok: false,
      error: { code: 'log-newer-version' },
    });
    const judged = { inner: signed.inner, sig: signed.sig, typed: { type: 'x', body } } as never;
    const sequencer = later.sequencer.signer;
    const sequenced = await sequenceEntry({ state: later.state, judged, sequencer });
    const read = await appendEntry(later.state, sequenced);
    expect(read).toMatchObject({ ok: true, value: { readOnly: true, seq: 1 } });
    if (!read.ok) return;
    const next = await later.sign(later.operator, 'policy', { key: 'a', value: 1 });
    expect(await judgeEntry(read.value, next)).toEqual({
      ok: false,
      error: { code: 'log-newer-version' },
    });
  });
});

describe('handover', () => {
  it('moves the sequencer, and the old one places nothing any more', async () => {
    const moved = await SampleLog.found(51);
    const old = moved.state;
    const sequencer = publicKeyOf(stranger.signer);
    await moved.write(moved.operator, 'handover', { sequencer });
    expect(moved.state.sequencer).toEqual(sequencer);
    expect(await moved.try(moved.operator, 'policy', { key: 'a', value: 1 })).toBe(
      'entry-forbidden',
    );
    const lost = await judgeEntry(old, await moved.sign(moved.operator, 'handover', { sequencer }));
    expect(lost.ok).toBe(false);
  });

  it('is placed by the new sequencer when the old one is gone', async () => {
    const orphan = await SampleLog.found(52);
    const { state } = orphan;
    const body = { sequencer: publicKeyOf(stranger.signer) };
    const judged = await judgeEntry(state, await orphan.sign(orphan.recovery, 'handover', body));
    if (!judged.ok) throw new Error(judged.error.code);
    const placed = await sequenceEntry({ state, judged: judged.value, sequencer: stranger.signer });
    expect(await appendEntry(state, placed)).toMatchObject({
      ok: true,
      value: { sequencer: body.sequencer },
    });
  });
});

describe('heads', () => {
  it('tell a rollback and a fork from growth', async () => {
    const known = { seq: log.state.seq, hash: log.state.headHash };
    const older = await appendEntries(undefined, log.entries.slice(0, -1));
    expect(compareHead(known, log.state)).toBe('same');
    expect(older.state && compareHead(known, older.state)).toBe('behind');
    expect(compareHead({ ...known, seq: known.seq - 1 }, log.state)).toBe('ahead');
    expect(compareHead({ ...known, hash: '0'.repeat(64) }, log.state)).toBe('forked');
  });
});
