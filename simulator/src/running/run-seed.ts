import { disagreements } from '../invariants/convergence.ts';
import { policyFaults } from '../invariants/policy.ts';
import {
  acceptedForgeries,
  brokenApprovals,
  lostPromises,
  lostWork,
  spreadRefusals,
} from '../invariants/promises.ts';
import type { Platform } from '../platform/platform.ts';
import { calm } from '../world/calm.ts';
import { happen } from '../happenings/happen.ts';
import type { School } from '../world/school.ts';
import { World, type WorldPlan } from '../world/world.ts';

/** What became of one world. */
export interface SeedOutcome {
  readonly seed: number;
  readonly digest: string;
  readonly faults: readonly string[];
  /** The last things that happened, for a seed that failed. */
  readonly lines: readonly string[];
}

/** Plays one world from its seed to its end. */
export async function runSeed(
  plan: WorldPlan,
  platform: Platform,
  school: School,
): Promise<SeedOutcome> {
  const world = new World(plan, platform, school);
  const unhandled = (cause: unknown): void => {
    world.ledger.fault(`nobody handled: ${cause instanceof Error ? cause.stack : String(cause)}`);
  };
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', unhandled);
  try {
    await world.open();
    const calms = world.choose.once(4) ? 2 : 1;
    for (let round = 0; round < calms && world.ledger.faults.length === 0; round += 1) {
      const happenings = 6 + world.choose.number(14);
      for (let place = 0; place < happenings; place += 1) await happen(world);
      await calm(world);
      await judge(world);
    }
  } catch (cause) {
    unhandled(cause);
  } finally {
    world.close();
    process.off('unhandledRejection', unhandled);
    process.off('uncaughtException', unhandled);
  }
  const { ledger } = world;
  const lines = ledger.faults.length > 0 ? ledger.lastLines() : [];
  return { seed: plan.seed, digest: ledger.digest(), faults: ledger.faults, lines };
}

async function judge(world: World): Promise<void> {
  const faults = [
    ...disagreements(world),
    ...lostPromises(world),
    ...acceptedForgeries(world),
    ...(await lostWork(world)),
    ...(await spreadRefusals(world)),
    ...(await brokenApprovals(world)),
    ...policyFaults(world.ledger.commits),
  ];
  for (const fault of faults) world.ledger.fault(fault);
}
