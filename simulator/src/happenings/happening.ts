import type { SimulatedDevice } from '../devices/simulated-device.ts';
import type { World } from '../world/world.ts';

/** One thing that can happen in a world; `device` is whose turn it is. */
export type Happening = (world: World, device: SimulatedDevice) => void;

/** Asks a device's replica for something; a failure it did not foresee is only noted. */
export function ask<Answer>(
  world: World,
  device: SimulatedDevice,
  question: () => Promise<Answer>,
  hear: (answer: Answer) => void,
): void {
  device.run(question).then(hear, (cause: unknown) => {
    world.note(`${device.name} got no answer: ${cause instanceof Error ? cause.name : 'failed'}`);
  });
}
