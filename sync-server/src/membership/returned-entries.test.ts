import { createDeviceKey, type SequencedEntry } from '@nastavnik/core/access';
import type { LogId } from '@nastavnik/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import {
  connectDevice,
  startTestRelay,
  TestOrganisation,
  type TestDevice,
  type TestPerson,
  type TestRelay,
} from '../testing/index.ts';

/*
 * A relay comes back from a copy: the store of the second start lacks what the first one placed
 * after the copy was made. What devices hold is the whole truth that is left.
 */
const relayKey = await createDeviceKey();
const lost = 6;
let relay: TestRelay;
let whole: readonly SequencedEntry[];
let logId: LogId;
let operator: TestPerson;
let mentor: TestPerson;
let device: TestDevice;

/** A relay that has these entries and no more. */
async function startFrom(entries: readonly SequencedEntry[]): Promise<TestRelay> {
  return startTestRelay({
    relayKey,
    seed: async (_other, store) => {
      for (const entry of entries) await store.appendEntry(entry);
    },
  });
}

beforeAll(async () => {
  const store = openSqliteStore(':memory:');
  const organisation = await TestOrganisation.found(store, relayKey.signer);
  ({ logId, operator } = organisation);
  mentor = await organisation.addPerson('mentor');
  const curator = await organisation.addPerson('curator');
  const pair = { mentor, mentee: await organisation.addPerson('mentee') };
  await organisation.addDocument(curator, 'programme', pair);
  const second = await organisation.addDevice(mentor);
  await organisation.write(operator.key, 'revoke-device', { kid: second.key.signer.kid });
  whole = store.entries(logId, 0, 1_000);
  await store.close();
  relay = await startFrom(whole.slice(0, -lost));
  device = await connectDevice(relay.url, operator.key);
});
afterAll(() => relay.close());

async function handBack(entries: readonly unknown[], by = device): Promise<string> {
  const from = by.frames.length;
  by.send({ type: 'restore', logId, entries: [...entries] });
  return by.until(() => {
    for (const frame of by.frames.slice(from)) {
      if (frame.type === 'restored') return `restored ${frame.seq}`;
      if (frame.type === 'refused' && frame.about === 'restore') return frame.code;
    }
    return undefined;
  });
}

const held = (): number => relay.relay.logs().get(logId)?.seq ?? -1;
const audited = (event: string): number =>
  relay.store.audit(1, 1_000).filter((record) => record.event === event).length;

describe('[S4] entries that a relay lost', () => {
  it('are not taken changed, out of turn, without a body, or from a stranger', async () => {
    const before = held();
    const [next, after] = whole.slice(-lost);
    if (next === undefined || after === undefined) throw new TypeError('no entries');
    expect(await handBack([{ ...next, sig: after.sig }])).toBe('signature-invalid');
    expect(await handBack([{ ...next, envelopeSig: next.sig }])).toBe('signature-invalid');
    expect(await handBack([{ ...next, body: after.body }])).toBe('entry-invalid');
    expect(await handBack([after])).toBe('entry-invalid');
    expect(await handBack([{}])).toBe('entry-invalid');
    const { body: _withheld, ...opaque } = next;
    expect(await handBack([opaque])).toBe(`restored ${before}`);
    expect(held()).toBe(before);
    expect(audited('entries-restored')).toBe(0);
  });

  it('are taken back from whoever holds them, part by part, and count at once', async () => {
    const watcher = await connectDevice(relay.url, mentor.key);
    const [first, second] = whole.slice(-lost);
    expect(await handBack([first, second])).toBe(`restored ${whole.length - lost + 1}`);
    expect(await handBack(whole)).toBe(`restored ${whole.length - 1}`);
    const last = whole.at(-1)?.envelope;
    await watcher.until(() => {
      const pushed = watcher.frames.flatMap((frame) => (frame.type === 'log' ? frame.entries : []));
      return pushed.length === lost ? true : undefined;
    });
    expect(relay.store.entries(logId, 0, 1_000)).toEqual(whole);
    expect(held()).toBe(last?.seq);
    expect(audited('entries-restored')).toBe(lost);
    watcher.close();
  });

  it('of another history under the same signature are a fork: refused, and on record', async () => {
    const other = await startFrom(whole.slice(0, -lost));
    const astray = await connectDevice(other.url, operator.key);
    const organisation = await TestOrganisation.resume(
      other.store,
      relayKey.signer,
      logId,
      operator,
    );
    const entry = await organisation.sign(operator.key, 'policy', { key: 'open', value: 1 });
    astray.send({ type: 'submit', entry });
    await astray.frame('sequenced');
    expect(await handBack(whole, astray)).toBe('log-forked');
    const noted = other.store.audit(1, 100).filter(({ event }) => event === 'fork-shown');
    expect(noted).toHaveLength(1);
    expect(other.relay.logs().get(logId)?.seq).toBe(whole.length - lost);
    astray.close();
    await other.close();
  });
});
