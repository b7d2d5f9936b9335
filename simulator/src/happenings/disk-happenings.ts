import type { World } from '../world/world.ts';
import type { Happening } from './happening.ts';

export const fillDisk: Happening = (world, device) => {
  device.isDiskFull = !device.isDiskFull;
  world.note(`the disk of ${device.name} is ${device.isDiskFull ? 'full' : 'free'}`);
};

export const troubleRelayDisk: Happening = (world) => {
  const { disk } = world.relay;
  const trouble = world.choose.once(3) ? 'failing' : 'full';
  disk.trouble = disk.trouble === 'none' ? trouble : 'none';
  world.note(`the relay's disk: ${disk.trouble}`);
};

export const back: Happening = (world) => {
  if (world.relay.disk.trouble !== 'none') return;
  world.copy?.disk.close();
  world.copy = { disk: world.relay.disk.copy(), logSeq: logSeq(world) };
  world.note('a copy of the relay is made');
};

/**
 * Only a copy that has the whole membership log: devices give back changes and claims, but not yet
 * entries, so an older log stays short until people have made its entries anew.
 */
export const restore: Happening = (world) => {
  if (world.copy === undefined || world.copy.logSeq !== logSeq(world)) return;
  world.note('the relay is put back from the copy');
  world.relay.restore(world.copy.disk);
  world.copy = undefined;
  world.ledger.durable.clear();
};

const logSeq = ({ relay, school }: World): number => relay.logs.get(school.logId)?.seq ?? -1;
