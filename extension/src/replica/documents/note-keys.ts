import {
  signWrap,
  unwrapSecret,
  verifyWrap,
  wrapSecret,
  type DeviceKey,
  type MemberDevice,
} from '@nastavnik/core/access';
import { notesCommands, type Notes } from '@nastavnik/core/documents';
import {
  base64url,
  fail,
  ok,
  type DocumentId,
  type KeyId,
  type PersonId,
  type RandomSource,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { keepNoteKeys, keptNoteKeys, noteKeyIdOf } from '../../vault/note-key.ts';
import type { Vault } from '../../vault/vault.ts';
import type { DocumentSummary, MembershipStates } from '../replica.ts';
import type { DocumentRegistry } from './open/document-registry.ts';

export interface NoteKeySources {
  readonly vault: Vault;
  readonly device: DeviceKey;
  readonly personId: PersonId;
  readonly random: RandomSource;
  readonly membership: ReadonlySignal<MembershipStates>;
  readonly registry: DocumentRegistry;
  /** The author's `notes` documents. */
  readonly documents: ReadonlySignal<readonly DocumentSummary[]>;
  /** Settles when the summaries of notes have been read from the database. */
  readonly ensureRead: () => Promise<void>;
  /** Runs while no other context of this profile does the same; not at all once aborted. */
  readonly alone: (signal: AbortSignal, run: () => Promise<void>) => Promise<void>;
}

type Ring = readonly Uint8Array[];
type Wrapped = Notes['keys'][number];

/** A name of the work for the list of waiting changes, as a new document has one. */
const label = 'notes';

/**
 * Keys of page notes on all devices of their author. Every device wraps the keys it holds to every
 * other device of the person that has not been revoked, and keeps the ciphertext in a `notes`
 * document; each takes over what is wrapped to it.
 *
 * Hashes cannot be made again under another key without the page. So where two devices have each
 * made a key while apart, both keys are kept for ever: a device hashes new notes with the key it
 * held first of those no revoked device holds (after a revocation a new one is made), and looks for old ones under every key. Which note belongs to which key need not be
 * written down: under a wrong key a note is of another page.
 */
export class NoteKeys {
  readonly #sources: NoteKeySources;
  readonly #closing = new AbortController();
  /** What this context has wrapped already, so that a refused change is not made again and again. */
  readonly #offered = new Set<string>();
  readonly #comings = signal(0);
  /** Keys this context has seen in the vault; undefined until it has looked. */
  #seen: number | undefined;
  #unfollow: () => void = () => undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(sources: NoteKeySources) {
    this.#sources = sources;
  }

  /** Grows when there are more keys than before: who had to wait for one may ask again. */
  get comings(): ReadonlySignal<number> {
    return this.#comings;
  }

  /** Takes over and hands on keys whenever devices, notes or the vault change. */
  follow(): void {
    const { membership, documents, vault } = this.#sources;
    this.#unfollow = effect(() => {
      void membership.value;
      void documents.value;
      if (vault.isLocked.value) return;
      this.#work = this.#work.then(() => this.#alone(() => this.#exchange()));
    });
  }

  async close(): Promise<void> {
    this.#unfollow();
    this.#closing.abort();
    await this.#work;
  }

  /**
   * The keys, the one for new notes first; makes the first one where no device of the person can
   * have one. Where the only other holders were revoked, their key is lost and a new one begins.
   */
  async all(): Promise<Result<readonly [Uint8Array, ...Uint8Array[]], Refusal>> {
    let outcome: Result<Ring, Refusal> = fail({ code: 'profile-locked' });
    await this.#sources.alone(this.#closing.signal, async () => {
      outcome = await this.#heldOrMade();
    });
    if (!outcome.ok) return outcome;
    const [own, ...others] = outcome.value as Ring;
    return own === undefined ? fail({ code: 'note-key-waiting' }) : ok([own, ...others]);
  }

  async #heldOrMade(): Promise<Result<Ring, Refusal>> {
    const held = await this.#takeOver();
    if (!held.ok) return held;
    const { safe, ring } = this.#safeFirst(held.value);
    if (safe.length > 0) return ok(ring);
    // A key that must be replaced is replaced at once: waiting would go on with the exposed one.
    if (ring.length === 0 && this.#mayCome()) return held;
    const made = [this.#sources.random.bytes(32), ...ring];
    const kept = await keepNoteKeys(this.#sources.vault, made);
    if (!kept.ok) return kept;
    await this.#handOn(made);
    return ok(made);
  }

  async #exchange(): Promise<void> {
    const held = await this.#takeOver();
    if (held.ok && held.value.length > 0) await this.#handOn(held.value);
  }

  async #alone(run: () => Promise<void>): Promise<void> {
    // A full disk or a closed database: the next change of devices or notes tries again.
    await this.#sources.alone(this.#closing.signal, run).catch(() => undefined);
  }

  /** The keys in the vault and those that have come for this device. */
  async #takeOver(): Promise<Result<Ring, Refusal>> {
    const taken = await this.#readRing();
    if (!taken.ok) return taken;
    if (this.#seen !== undefined && taken.value.length > this.#seen) this.#comings.value += 1;
    this.#seen = taken.value.length;
    return taken;
  }

  async #readRing(): Promise<Result<Ring, Refusal>> {
    const { vault, device, ensureRead } = this.#sources;
    await ensureRead();
    const held = await keptNoteKeys(vault);
    if (!held.ok) return held;
    const known = new Set(held.value.map(noteKeyIdOf));
    const come: Uint8Array[] = [];
    for (const { noteKeyId, kid, wrapped } of this.#stored()) {
      if (kid !== device.signer.kid || known.has(noteKeyId)) continue;
      const from = this.#ownDevices().get(wrapped.by);
      const slot = { secretId: noteKeyId, kid };
      // A key somebody else has chosen would tell them the names behind its hashes.
      if (from === undefined || !(await verifyWrap(from, slot, wrapped))) continue;
      const { v, ephemeral, sealed } = wrapped;
      const opened = await unwrapSecret(device, { v, ephemeral, sealed });
      if (!opened.ok || noteKeyIdOf(opened.value) !== noteKeyId) continue;
      known.add(noteKeyId);
      come.push(opened.value);
    }
    if (come.length === 0) return held;
    const ring = [...held.value, ...come];
    const kept = await keepNoteKeys(vault, ring);
    return kept.ok ? ok(ring) : kept;
  }

  /** Wraps to each device what no document of the author holds for it yet. */
  async #handOn(ring: Ring): Promise<void> {
    const target = this.#target();
    const devices = this.#devices();
    const { device } = this.#sources;
    if (target === undefined || !devices.has(device.signer.kid)) return;
    const stored = new Set(this.#stored().map(slotOf));
    const keys: Wrapped[] = [];
    for (const key of ring) {
      for (const [kid, wrapKey] of devices) {
        const slot = { noteKeyId: noteKeyIdOf(key), kid };
        if (stored.has(slotOf(slot)) || this.#offered.has(slotOf(slot))) continue;
        const wrapped = await wrapSecret(base64url.decode(wrapKey), key);
        const named = { secretId: slot.noteKeyId, kid };
        keys.push({ ...slot, wrapped: await signWrap(device.signer, named, wrapped) });
      }
    }
    if (keys.length === 0) return;
    const { registry } = this.#sources;
    const document = registry.open(target);
    try {
      await document.loaded;
      const kept = await document.change(label, notesCommands.keepKeys, { keys });
      if (kept.ok) for (const slot of keys) this.#offered.add(slotOf(slot));
    } finally {
      await registry.release(target);
    }
  }

  /** All devices of the person in any log, as the log that revoked them says. */
  #ownDevices(): ReadonlyMap<KeyId, MemberDevice> {
    const { membership, personId } = this.#sources;
    const own = new Map<KeyId, MemberDevice>();
    for (const { devices } of membership.peek().values()) {
      for (const device of devices.values()) {
        const isKnownRevoked = own.get(device.kid)?.revokedAtSeq !== undefined;
        if (device.personId === personId && !isKnownRevoked) own.set(device.kid, device);
      }
    }
    return own;
  }

  /** Devices of the person that have not been revoked, with their wrapping keys. */
  #devices(): ReadonlyMap<KeyId, string> {
    const own = [...this.#ownDevices().values()];
    const active = own.filter(({ revokedAtSeq }) => revokedAtSeq === undefined);
    return new Map(active.map(({ kid, wrapKey }) => [kid, wrapKey]));
  }

  /** Keys that a revoked device holds stand behind the others: nothing new is hashed with them. */
  #safeFirst(ring: Ring): { readonly safe: Ring; readonly ring: Ring } {
    const own = this.#ownDevices();
    const exposed = new Set(
      this.#stored()
        .filter(({ kid }) => own.get(kid)?.revokedAtSeq !== undefined)
        .map(({ noteKeyId }) => noteKeyId),
    );
    const safe = ring.filter((key) => !exposed.has(noteKeyIdOf(key)));
    return { safe, ring: [...safe, ...ring.filter((key) => !safe.includes(key))] };
  }

  /** True while another device may yet hand a key on: it has one, or its notes have not come. */
  #mayCome(): boolean {
    const { device, documents } = this.#sources;
    const others = new Set(this.#devices().keys());
    others.delete(device.signer.kid);
    if (others.size === 0) return false;
    const isMissing = documents.peek().some(({ value }) => value === undefined);
    return isMissing || this.#stored().some(({ kid }) => others.has(kid));
  }

  #stored(): readonly Wrapped[] {
    return this.#sources.documents
      .peek()
      .flatMap(({ value }) => (value as Notes | undefined)?.keys ?? [])
      .toSorted((a, b) => (a.noteKeyId < b.noteKeyId ? -1 : 1));
  }

  /** Every device chooses the same document among those that are here. */
  #target(): DocumentId | undefined {
    const here = this.#sources.documents.peek().filter(({ value }) => value !== undefined);
    return here.map(({ documentId }) => documentId).toSorted()[0];
  }
}

const slotOf = ({ noteKeyId, kid }: Pick<Wrapped, 'noteKeyId' | 'kid'>): string =>
  `${noteKeyId}:${kid}`;
