import { ask, type Happening } from './happening.ts';

/** How many turns a process that is to die still has: it dies in the middle of something. */
const turnsLeft = 120;

export const kill: Happening = (world, device) => {
  if (!device.isRunning) return;
  device.turnsToLive = 1 + world.choose.number(turnsLeft);
};

export const killRelay: Happening = (world) => {
  if (world.relay.isRunning) world.relay.turnsToLive = 1 + world.choose.number(turnsLeft);
};

export const revive: Happening = (world) => {
  world.relay.start();
  for (const device of world.devices) if (!device.isRunning) device.start();
  world.note('what was down is started');
};

export const killProcess: Happening = (world) => {
  world.note('the document process dies');
  world.relay.crashProcess();
};

export const shut: Happening = (world, device) => {
  if (device.replica === undefined) return;
  world.note(`${device.name} shuts the window`);
  ask(
    world,
    device,
    () => device.shut(),
    () => device.leave(),
  );
};
