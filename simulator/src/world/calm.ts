import { disagreements } from '../invariants/convergence.ts';
import type { World } from './world.ts';

const stepMs = 5_000;
/** Virtual time in which everything must have come to rest. */
const limitMs = 600_000;

/** Everything works again and everybody is there. */
function mend(world: World): void {
  const { relay, devices } = world;
  world.isRough = false;
  relay.disk.trouble = 'none';
  relay.turnsToLive = undefined;
  relay.start();
  for (const device of devices) {
    // Where the network was bad, connections break in the end; a fresh one starts from the truth.
    for (const wire of device.wires) wire.cut();
    device.turnsToLive = undefined;
    device.isOnline = true;
    device.isDiskFull = false;
    if (!device.isRunning) device.start();
  }
}

/** Mends what is broken and waits until nobody has anything left to say. */
export async function calm(world: World): Promise<void> {
  const { scheduler } = world;
  world.note('calm');
  mend(world);
  await scheduler.advance(stepMs);
  openAll(world);
  const untilMs = scheduler.nowMs + limitMs;
  let quietRounds = 0;
  while (scheduler.nowMs < untilMs && quietRounds < 2) {
    await scheduler.advance(stepMs);
    openAll(world);
    quietRounds = disagreements(world).length === 0 ? quietRounds + 1 : 0;
  }
  world.note('calm is over');
}

/** Every screen of everybody. */
function openAll({ devices, documents }: World): void {
  for (const device of devices) {
    device.run(() => {
      for (const { documentId } of documents) device.handle(documentId);
    });
  }
}
