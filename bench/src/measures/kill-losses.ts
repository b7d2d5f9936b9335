import { getHeads, init } from '@automerge/automerge';
import { holdsWithin } from '../load/holds-within.ts';
import type { BenchPair, Population, StartPopulation } from '../load/population.ts';
import { typedLetters, typeLetter } from '../load/programme-text.ts';
import type { SyncPeer } from '../load/sync-peer.ts';

export interface KillLosses {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged edits that the relay did not have after its restart. */
  readonly lost: number;
}

interface Writing {
  readonly pair: BenchPair;
  readonly peer: SyncPeer;
  /** Letters that the relay has confirmed. */
  acknowledged: number;
}

async function startWriting(pair: BenchPair, population: Population): Promise<Writing> {
  const peer = await pair.writer();
  const lengthAt = new Map<string, number>();
  const writing: Writing = { pair, peer, acknowledged: 0 };
  peer.onHeads = (source, documentId, heads) => {
    if (source !== population.acknowledgement || documentId !== pair.documentId) return;
    for (const head of heads) {
      writing.acknowledged = Math.max(writing.acknowledged, lengthAt.get(head) ?? 0);
    }
  };
  const open = peer.open(pair.documentId, pair.startWriting());
  const edit = peer.change.bind(peer);
  peer.change = (documentId, draft) => {
    edit(documentId, draft);
    for (const head of getHeads(open.doc)) lengthAt.set(head, typedLetters(open.doc));
  };
  return writing;
}

/** What a fresh reader finds on the restarted relay. */
async function survived(pair: BenchPair): Promise<number> {
  const reader = await pair.reader();
  const open = reader.open(pair.documentId, init());
  await holdsWithin(() => typedLetters(open.doc) > 0, 5_000);
  const letters = typedLetters(open.doc);
  await reader.close();
  return letters;
}

/** Kills the relay in the middle of steady writing, ten times, and counts what it had promised. */
export async function measureKillLosses(
  start: StartPopulation,
  options: { kills: number; editsPerSecond: number; millisecondsBeforeKill: number },
): Promise<KillLosses> {
  const population = await start(options.kills);
  let acknowledged = 0;
  let lost = 0;
  for (const pair of population.pairs) {
    const writing = await startWriting(pair, population);
    const began = performance.now();
    for (let edit = 0; performance.now() - began < options.millisecondsBeforeKill; edit += 1) {
      const wait = began + (edit * 1000) / options.editsPerSecond - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      writing.peer.change(pair.documentId, typeLetter);
    }
    await population.relay.kill();
    await writing.peer.close();
    await population.relay.restart();
    acknowledged += writing.acknowledged;
    lost += Math.max(0, writing.acknowledged - (await survived(pair)));
  }
  await population.relay.stop();
  return { kills: options.kills, acknowledged, lost };
}
