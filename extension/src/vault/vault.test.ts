import 'fake-indexeddb/auto';
import { createDeviceKey } from '@nastavnik/core/access';
import { systemRandom } from '@nastavnik/core/kernel';
import { expect, it } from 'vitest';
import { openPersonDatabase } from '../replica/storage/person-database.ts';
import { keepNoteKeys, keptNoteKeys } from './note-key.ts';
import { openVault } from './vault.ts';

async function setUp() {
  const db = await openPersonDatabase(crypto.randomUUID(), { onClosed: () => undefined });
  const device = await createDeviceKey();
  return { db, open: () => openVault(db, device, systemRandom) };
}

it('keeps names encrypted and gives them back to the next window', async () => {
  const { db, open } = await setUp();
  await (await open()).put('name/1', { name: 'Дубова Мария' });
  const row = await db.get('vault', 'name/1');
  expect(new TextDecoder().decode(row?.sealed)).not.toContain('Дубова');
  expect(await (await open()).get('name/1')).toEqual({ ok: true, value: { name: 'Дубова Мария' } });
});

it('a row cannot be passed off as another', async () => {
  const { db, open } = await setUp();
  const vault = await open();
  await vault.put('name/1', 'one');
  const row = await db.get('vault', 'name/1');
  if (row) await db.put('vault', row, 'name/2');
  expect(await vault.get('name/2')).toEqual({ ok: false, error: { code: 'key-lost' } });
});

it('a PIN locks the next window; a wrong one is refused, the right one opens', async () => {
  const { open } = await setUp();
  const vault = await open();
  await vault.put('name/1', 'kept');
  await vault.setPin('4711');
  const next = await open();
  expect(next.isLocked.value).toBe(true);
  expect(await next.get('name/1')).toEqual({ ok: false, error: { code: 'profile-locked' } });
  expect(await next.unlock('4712')).toEqual({ ok: false, error: { code: 'profile-wrong-pin' } });
  expect(await next.unlock('4711')).toEqual({ ok: true, value: undefined });
  expect(await next.get('name/1')).toEqual({ ok: true, value: 'kept' });
  next.lock();
  expect(next.isLocked.value).toBe(true);
});

it('taking the PIN away opens the next window by itself', async () => {
  const { open } = await setUp();
  const vault = await open();
  await vault.setPin('4711');
  await vault.setPin(undefined);
  expect((await open()).isLocked.value).toBe(false);
});

it('gives the keys of notes back to the next window, the first one first', async () => {
  const { open } = await setUp();
  const keys = [systemRandom.bytes(32), systemRandom.bytes(32)];
  await keepNoteKeys(await open(), keys);
  expect(await keptNoteKeys(await open())).toEqual({ ok: true, value: keys });
});
