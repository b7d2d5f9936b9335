import { getPublicKeyAsync, signAsync } from '@noble/ed25519';
import {
  base64url,
  crockford,
  fail,
  keyIdOf,
  ok,
  sha256,
  utf8ToBytes,
  webCrypto,
  type InvitationId,
  type KeyId,
  type RandomSource,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import type { Signer } from '../keys/signer.ts';
import { parseInvitation } from './invitation-code.ts';
import { invitationProofBytes, type DeviceClaim } from './device-proof.ts';

/** Iterations that make guessing a 50-bit short code as dear as its fifteen minutes are short. */
const shortCodeIterations = 600_000;

/** The key a code stands for. It exists only while the code is at hand and is never stored. */
export interface InvitationKey {
  readonly invitationId: InvitationId;
  /** base64url of the raw Ed25519 key, as the `invite` entry names it. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface CreatedInvitation {
  /** To be shown once: groups of five joined by «-». */
  readonly code: string;
  readonly key: InvitationKey;
  readonly invitationId: InvitationId;
  readonly publicKey: string;
}

async function seedOf(characters: string): Promise<Uint8Array> {
  const text = utf8ToBytes(`nastavnik/invitation/1\n${characters}`);
  if (characters.length === 20) return sha256(text);
  const { subtle } = webCrypto();
  const password = await subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
  const salt = utf8ToBytes('nastavnik/short-invitation/1');
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: shortCodeIterations };
  return new Uint8Array(await subtle.deriveBits(parameters, password, 256));
}

async function keyOf(characters: string): Promise<InvitationKey> {
  const seed = await seedOf(characters);
  const publicKey = await getPublicKeyAsync(seed);
  return {
    invitationId: keyIdOf('Ed25519', publicKey) as string as InvitationId,
    publicKey: base64url.encode(publicKey),
    sign: (bytes) => signAsync(bytes, seed),
  };
}

/**
 * A fresh invitation: 20 characters (100 bits) for a link, 10 (50 bits) to be read aloud, which the
 * relay holds to fifteen minutes and five tries.
 */
export async function createInvitation({
  random,
  form = 'link',
}: {
  readonly random: RandomSource;
  readonly form?: 'link' | 'short';
}): Promise<CreatedInvitation> {
  const length = form === 'link' ? 20 : 10;
  const characters = crockford.encode(random.bytes(15)).slice(0, length);
  const key = await keyOf(characters);
  const code = characters.match(/.{5}/g)?.join('-') ?? characters;
  return { code, key, invitationId: key.invitationId, publicKey: key.publicKey };
}

/** The key behind a typed code or a pasted link; `invitation-malformed` when it is neither. */
export async function invitationFromCode(text: string): Promise<Result<InvitationKey, Refusal>> {
  const parsed = parseInvitation(text);
  return parsed.ok ? ok(await keyOf(parsed.value.characters)) : fail(parsed.error);
}

/** The signer behind the code of a printed recovery sheet; `invitation-malformed` otherwise. */
export async function recoverySigner(code: string): Promise<Result<Signer, Refusal>> {
  const key = await invitationFromCode(code);
  if (!key.ok) return key;
  const { invitationId, publicKey } = key.value;
  const kid = invitationId as string as KeyId;
  const sign = (bytes: Uint8Array): Promise<Uint8Array> => key.value.sign(bytes);
  return ok({ kid, alg: 'Ed25519', publicKey: base64url.decode(publicKey), sign });
}

/** The `invitation` part of an `add-device` entry. */
export async function proveInvitation(
  key: InvitationKey,
  claim: DeviceClaim,
): Promise<{ invitationId: InvitationId; proof: string }> {
  const proof = base64url.encode(await key.sign(invitationProofBytes(claim)));
  return { invitationId: key.invitationId, proof };
}
