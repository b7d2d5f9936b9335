import {
  unwrapSecret,
  wrapSecret,
  type DeviceKey,
  type WrappedSecret,
} from '@nastavnik/core/access';
import { fail, ok, type RandomSource, type Refusal, type Result } from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { PersonDatabase } from '../replica/storage/person-database.ts';
import { openSealed, seal, vaultCipher } from './sealing.ts';
import { openWithPin, sealWithPin, type PinSealed } from './pin.ts';

/** Names, quotes and the key of notes: what stays on this computer, encrypted in the database. */
export interface Vault {
  readonly isLocked: ReadonlySignal<boolean>;
  /** `profile-wrong-pin` for another PIN. */
  unlock(pin: string): Promise<Result<void, Refusal>>;
  /** Forgets the key in this context; the database keeps it under the PIN. */
  lock(): void;
  /** Sets or, with undefined, takes away the PIN of an unlocked vault. */
  setPin(pin: string | undefined): Promise<Result<void, Refusal>>;
  /** Keeps a JSON value under a name of ours, such as `name/<personId>`. */
  put(name: string, value: unknown): Promise<Result<void, Refusal>>;
  /** The value, or undefined where nothing is kept. */
  get(name: string): Promise<Result<unknown, Refusal>>;
  remove(name: string): Promise<void>;
}

const locked: Result<never, Refusal> = fail({ code: 'profile-locked' });
const keyRow = 'key';
const pinRow = 'pin';

/** How the vault's key lies in the database: wrapped to the device, or under the PIN as well. */
type StoredKey = { readonly wrapped: WrappedSecret } | { readonly underPin: PinSealed };

/**
 * Opens a person's vault and makes its key at the first time. A PIN keeps colleagues at the same
 * computer out; against somebody who copies the disk and tries all PINs it only buys time.
 */
export async function openVault(
  db: PersonDatabase,
  device: DeviceKey,
  random: RandomSource,
): Promise<Vault> {
  const stored = (await db.get('vaultKeys', keyRow)) as StoredKey | undefined;
  if (stored === undefined) {
    const secret = random.bytes(32);
    const wrapped = await wrapSecret(device.wrap.publicKey, secret);
    if (await addKey(db, { wrapped })) return new PersonVault(db, device, random, secret);
    // Another window was quicker; its key is the one that counts.
    return openVault(db, device, random);
  }
  if ('underPin' in stored) return new PersonVault(db, device, random, undefined);
  const secret = await unwrapSecret(device, stored.wrapped);
  return new PersonVault(db, device, random, secret.ok ? secret.value : undefined);
}

async function addKey(db: PersonDatabase, stored: StoredKey): Promise<boolean> {
  const tx = db.transaction('vaultKeys', 'readwrite', { durability: 'strict' });
  const known = await tx.store.get(keyRow);
  if (known === undefined) await tx.store.put(stored, keyRow);
  await tx.done;
  return known === undefined;
}

class PersonVault implements Vault {
  readonly isLocked = signal(true);
  readonly #db: PersonDatabase;
  readonly #device: DeviceKey;
  readonly #random: RandomSource;
  #secret: Uint8Array | undefined;

  constructor(
    db: PersonDatabase,
    device: DeviceKey,
    random: RandomSource,
    secret: Uint8Array | undefined,
  ) {
    this.#db = db;
    this.#device = device;
    this.#random = random;
    this.#secret = secret;
    this.isLocked.value = secret === undefined;
  }

  async unlock(pin: string): Promise<Result<void, Refusal>> {
    const stored = (await this.#db.get('vaultKeys', keyRow)) as StoredKey | undefined;
    if (stored === undefined) return fail({ code: 'key-lost' });
    const opened =
      'underPin' in stored
        ? await openWithPin(pin, stored.underPin)
        : await unwrapSecret(this.#device, stored.wrapped);
    if (!opened.ok) return opened;
    this.#secret = opened.value;
    this.isLocked.value = false;
    return ok(undefined);
  }

  lock(): void {
    this.#secret = undefined;
    this.isLocked.value = true;
  }

  async setPin(pin: string | undefined): Promise<Result<void, Refusal>> {
    const secret = this.#secret;
    if (secret === undefined) return locked;
    const wrapped = await wrapSecret(this.#device.wrap.publicKey, secret);
    const stored: StoredKey =
      pin === undefined ? { wrapped } : { underPin: await sealWithPin(pin, secret, this.#random) };
    const tx = this.#db.transaction('vaultKeys', 'readwrite', { durability: 'strict' });
    await Promise.all([
      tx.store.put(stored, keyRow),
      pin === undefined ? tx.store.delete(pinRow) : tx.store.put(true, pinRow),
      tx.done,
    ]);
    return ok(undefined);
  }

  async put(name: string, value: unknown): Promise<Result<void, Refusal>> {
    if (this.#secret === undefined) return locked;
    const key = await vaultCipher(this.#secret);
    await this.#db.put('vault', await seal(key, name, value, this.#random), name);
    return ok(undefined);
  }

  async get(name: string): Promise<Result<unknown, Refusal>> {
    if (this.#secret === undefined) return locked;
    const row = await this.#db.get('vault', name);
    if (row === undefined) return ok(undefined);
    return openSealed(await vaultCipher(this.#secret), name, row);
  }

  async remove(name: string): Promise<void> {
    await this.#db.delete('vault', name);
  }
}
