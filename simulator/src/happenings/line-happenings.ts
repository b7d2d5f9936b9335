import type { Happening } from './happening.ts';

export const toggleLine: Happening = (world, device) => {
  if (device.isOnline) device.goOffline();
  else device.isOnline = true;
  world.note(`${device.name} is ${device.isOnline ? 'online' : 'offline'}`);
};

export const partition: Happening = (world, device) => {
  for (const wire of device.wires) wire.hold();
  world.note(`${device.name} is cut off`);
};

export const heal: Happening = (world, device) => {
  for (const wire of device.wires) wire.release();
  world.note(`${device.name} is reached again`);
};

export const changeWeather: Happening = (world) => {
  world.isRough = !world.isRough;
  world.note(world.isRough ? 'rough weather' : 'fair weather');
};

export const skewClock: Happening = (world, device) => {
  const years = world.choose.number(21) - 10;
  device.clockSkewMs = world.choose.once(2) ? 0 : years * 365 * 86_400_000;
  world.note(`${device.name} is ${years} years off`);
};
