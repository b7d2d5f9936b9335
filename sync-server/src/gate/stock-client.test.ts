import {
  Repo,
  type DocumentId as RepoDocumentId,
  type PeerId,
} from '@automerge/automerge-repo/slim';
import { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import * as A from '@automerge/automerge/slim';
import { signingBytes, type DeviceKey } from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import { base64url, type DocumentId } from '@nastavnik/core/kernel';
import { decodeFrame, encodeFrame, type ServerFrame } from '@nastavnik/core/protocol';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTask,
  connectDevice,
  startTestSchool,
  taskTexts,
  type TestSchool,
} from '../testing/index.ts';

/** The stock adapter of automerge-repo 2.5.6, with an answer to the challenge before it joins. */
class SignedInAdapter extends WebSocketClientAdapter {
  readonly heard: ServerFrame[] = [];
  readonly #key: DeviceKey;
  #isSignedIn = false;

  constructor(url: string, key: DeviceKey) {
    super(url, 60_000);
    this.#key = key;
  }

  override join(): void {
    if (this.#isSignedIn) super.join();
  }

  override receiveMessage(bytes: Uint8Array): void {
    const decoded = decodeFrame(new Uint8Array(bytes), 2 ** 26);
    const frame = decoded.ok ? (decoded.value as ServerFrame) : undefined;
    if (frame) this.heard.push(frame);
    if (frame?.type === 'challenge') void this.#answer(frame.relayId, frame.nonce);
    else if (frame?.type === 'welcome') {
      this.#isSignedIn = true;
      super.join();
    } else super.receiveMessage(bytes);
  }

  async #answer(relayId: string, nonce: string): Promise<void> {
    const { signer } = this.#key;
    const { kid, alg } = signer;
    const origin = new URL(this.url).host;
    const payload = { protocol: 1, relayId, nonce, origin, kid };
    const sig = base64url.encode(await signer.sign(signingBytes('nastavnik/sign-in/1', payload)));
    const clientTimeMs = Date.now();
    const auth = { type: 'auth', protocol: 1, kid, alg, sig, clientTimeMs };
    this.socket?.send(encodeFrame(auth));
  }
}

let school: TestSchool;
const repos: Repo[] = [];

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool();
});
afterAll(async () => {
  for (const repo of repos) await repo.shutdown().catch(() => undefined);
  await school.close();
});

function stock(key: DeviceKey): { repo: Repo; adapter: SignedInAdapter } {
  const adapter = new SignedInAdapter(school.url, key);
  const peerId = `stock-${repos.length}` as PeerId;
  const repo = new Repo({ peerId, network: [adapter] });
  repos.push(repo);
  return { repo, adapter };
}

/** A programme with one task, put there by the mentor. */
async function written(): Promise<DocumentId> {
  const programme = school.nextProgramme();
  const mentor = await connectDevice(school.url, school.mentor.key);
  mentor.open(programme, startDocument('programme'));
  mentor.change(programme, (draft) => addTask(draft, 'Первая'));
  await mentor.durable(programme);
  mentor.close();
  return programme;
}

const storedTasks = (programme: DocumentId): string[] => {
  const changes = school.store.loadDocument(programme)?.changes ?? [];
  const [doc] = A.applyChanges(A.init<Record<string, unknown>>(), [...changes]);
  return taskTexts(doc).toSorted();
};

/** Looks after every frame the relay sends; bounded. */
async function heard(adapter: SignedInAdapter, type: ServerFrame['type']): Promise<ServerFrame> {
  const found = (): ServerFrame | undefined => adapter.heard.find((frame) => frame.type === type);
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const frame = found();
      if (frame === undefined) return;
      clearTimeout(timer);
      resolve(frame);
    };
    const socket = adapter.socket as unknown as {
      addEventListener(type: string, run: () => void): void;
    };
    socket.addEventListener('message', () => queueMicrotask(check));
    const timer = setTimeout(
      () => reject(new Error(`no ${type}: ${adapter.heard.map((frame) => frame.type).join()}`)),
      8_000,
    );
    check();
  });
}

describe('a stock automerge-repo 2.5.6 client with a thin sign-in adapter', () => {
  it('reads unchanged, and writes once it sets its author', async () => {
    const programme = await written();
    const { repo, adapter } = stock(school.mentee.key);
    const handle = await repo.find<Record<string, unknown>>(programme as string as RepoDocumentId);
    expect(taskTexts(handle.doc())).toEqual(['Первая']);
    const author = school.mentee.key.signer.kid;
    handle.update((doc) => A.clone(doc, { author }));
    adapter.heard.length = 0;
    handle.change((draft) => addTask(draft, 'Вторая'));
    await heard(adapter, 'durable');
    expect(storedTasks(programme)).toEqual(['Вторая', 'Первая']);
  });

  it('is refused an unauthored write, and goes on reading', async () => {
    const programme = await written();
    const { repo, adapter } = stock(school.mentee.key);
    const handle = await repo.find<Record<string, unknown>>(programme as string as RepoDocumentId);
    handle.change((draft) => addTask(draft, 'Без автора'));
    expect(await heard(adapter, 'rejected')).toMatchObject({ code: 'author-missing' });
    expect(storedTasks(programme)).toEqual(['Первая']);
    const mentor = await connectDevice(school.url, school.mentor.key);
    mentor.open(programme);
    await mentor.has(programme, (doc) => taskTexts(doc).length === 1);
    const changed = new Promise<void>((resolve) => {
      handle.once('change', () => resolve());
    });
    mentor.change(programme, (draft) => addTask(draft, 'Дальше'));
    await changed;
    expect(taskTexts(handle.doc())).toContain('Дальше');
    mentor.close();
  });

  it('is told at once that a document it may not read is unavailable', async () => {
    const programme = await written();
    const { repo } = stock(school.other.key);
    await expect(repo.find(programme as string as RepoDocumentId)).rejects.toThrow(/unavailable/);
  });
});
