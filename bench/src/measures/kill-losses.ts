import type { StartPopulation } from '../load/population.ts';
import { typeSteadily } from './pair-latency.ts';

export interface KillLosses {
  readonly acknowledged: number;
  /** Acknowledged edits that the relay did not have after its restart. */
  readonly lost: number;
}

/** Kills the relay in the middle of steady writing and counts what it had promised. */
export async function measureKillLosses(
  start: StartPopulation,
  load: { kills: number; editsPerSecond: number; secondsBeforeKill: number },
): Promise<KillLosses> {
  const { relay, texts } = await start(load.kills);
  let acknowledged = 0;
  let lost = 0;
  const seconds = load.secondsBeforeKill;
  for (const text of texts) {
    const line = await text.openLine(0, load.editsPerSecond * seconds);
    await typeSteadily([line], { editsPerSecond: load.editsPerSecond, seconds });
    const promised = line.acknowledged;
    await relay.kill();
    await line.close();
    await relay.restart();
    acknowledged += promised;
    // The first letter, which opened the line, is on top of what was counted.
    const survived = await text.read(promised + 1, 5_000);
    lost += Math.max(0, promised - Math.max(0, survived - 1));
  }
  await relay.stop();
  return { acknowledged, lost };
}
