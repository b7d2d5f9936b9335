import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** A key of the simulated platform: plain data, so that it can be stored like a real one. */
interface SimulatedKey {
  readonly type: 'public' | 'private' | 'secret';
  readonly extractable: boolean;
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Algorithm = string | { readonly name: string; readonly [parameter: string]: unknown };

const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
const tagBytes = 16;
const memoLimit = 20_000;

const nameOf = (algorithm: Algorithm): string =>
  typeof algorithm === 'string' ? algorithm : algorithm.name;
const parameter = (algorithm: Algorithm, name: string): Uint8Array => {
  const value = typeof algorithm === 'string' ? undefined : algorithm[name];
  return value instanceof Uint8Array ? value : new Uint8Array();
};
const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * WebCrypto as the product uses it, over the same OpenSSL, but answering at once and with keys from
 * the seed: the platform's own would answer from threads, whenever it likes.
 */
export class SimulatedSubtle {
  readonly #random: (count: number) => Uint8Array;
  readonly #signers = new Map<string, KeyObject>();
  readonly #verified = new Map<string, boolean>();

  constructor(random: (count: number) => Uint8Array) {
    this.#random = random;
  }

  async generateKey(algorithm: Algorithm, extractable: boolean): Promise<unknown> {
    const name = nameOf(algorithm);
    const key = (type: 'public' | 'private', bytes: Uint8Array): SimulatedKey => ({
      type,
      extractable: type === 'public' || extractable,
      name,
      bytes: new Uint8Array(bytes),
    });
    const secret = this.#random(32);
    if (name === 'Ed25519') {
      const exported = createPublicKey(this.#signer(secret)).export({
        type: 'spki',
        format: 'der',
      });
      const publicBytes = exported.subarray(spkiHead.length);
      return { publicKey: key('public', publicBytes), privateKey: key('private', secret) };
    }
    const pair = createECDH('prime256v1');
    // The top bit cleared, every such number is a key of this curve.
    secret[0] = (secret[0] ?? 0) & 0x7f;
    pair.setPrivateKey(secret);
    return { publicKey: key('public', pair.getPublicKey()), privateKey: key('private', secret) };
  }

  async importKey(
    format: string,
    data: Uint8Array,
    algorithm: Algorithm,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<SimulatedKey> {
    if (format !== 'raw') throw new TypeError(`keys as ${format} are not simulated`);
    const name = nameOf(algorithm);
    const isSecret = ['AES-GCM', 'HKDF'].includes(name);
    if (!isSecret && usages.includes('sign')) throw new TypeError('a raw key cannot sign');
    const type = isSecret ? 'secret' : 'public';
    return { type, extractable, name, bytes: new Uint8Array(data) };
  }

  async exportKey(_format: string, key: SimulatedKey): Promise<ArrayBuffer> {
    if (!key.extractable) throw new TypeError('the key does not leave');
    return plain(key.bytes);
  }

  async sign(_algorithm: Algorithm, key: SimulatedKey, data: Uint8Array): Promise<ArrayBuffer> {
    return plain(sign(null, data, this.#signer(key.bytes)));
  }

  async verify(
    _algorithm: Algorithm,
    key: SimulatedKey,
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean> {
    const all = Buffer.concat([key.bytes, signature, data]);
    const memo = createHash('sha256').update(all).digest('base64');
    const known = this.#verified.get(memo);
    if (known !== undefined) return known;
    const spki = Buffer.concat([spkiHead, key.bytes]);
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const isGood = verify(null, data, publicKey, signature);
    if (this.#verified.size < memoLimit) this.#verified.set(memo, isGood);
    return isGood;
  }

  async encrypt(algorithm: Algorithm, key: SimulatedKey, data: Uint8Array): Promise<ArrayBuffer> {
    const cipher = createCipheriv('aes-256-gcm', key.bytes, parameter(algorithm, 'iv'));
    cipher.setAAD(parameter(algorithm, 'additionalData'));
    return plain(Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]));
  }

  async decrypt(algorithm: Algorithm, key: SimulatedKey, data: Uint8Array): Promise<ArrayBuffer> {
    const cipher = createDecipheriv('aes-256-gcm', key.bytes, parameter(algorithm, 'iv'));
    cipher.setAAD(parameter(algorithm, 'additionalData'));
    cipher.setAuthTag(data.subarray(data.length - tagBytes));
    const opened = cipher.update(data.subarray(0, data.length - tagBytes));
    return plain(Buffer.concat([opened, cipher.final()]));
  }

  async deriveBits(algorithm: Algorithm, key: SimulatedKey): Promise<ArrayBuffer> {
    const peer = (algorithm as { public?: SimulatedKey }).public;
    if (peer === undefined) throw new TypeError('only ECDH derives bits here');
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(key.bytes);
    return plain(pair.computeSecret(peer.bytes));
  }

  async deriveKey(algorithm: Algorithm, key: SimulatedKey, to: Algorithm): Promise<SimulatedKey> {
    const [salt, info] = [parameter(algorithm, 'salt'), parameter(algorithm, 'info')];
    const bytes = new Uint8Array(hkdfSync('sha256', key.bytes, salt, info, 32));
    return { type: 'secret', extractable: false, name: nameOf(to), bytes };
  }

  async digest(algorithm: Algorithm, data: Uint8Array): Promise<ArrayBuffer> {
    return plain(
      createHash(nameOf(algorithm).replace('-', '').toLowerCase()).update(data).digest(),
    );
  }

  #signer(secret: Uint8Array): KeyObject {
    const name = Buffer.from(secret).toString('base64');
    const known = this.#signers.get(name);
    if (known) return known;
    const key = Buffer.concat([pkcs8Head, secret]);
    const made = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    this.#signers.set(name, made);
    return made;
  }
}
