import type { World } from '../world/world.ts';
import { create, editSomething, retry, sign } from './document-happenings.ts';
import { back, fillDisk, restore, troubleRelayDisk } from './disk-happenings.ts';
import type { Happening } from './happening.ts';
import { changeWeather, heal, partition, skewClock, toggleLine } from './line-happenings.ts';
import { changeRoles, intrude, join, revoke } from './member-happenings.ts';
import { kill, killProcess, killRelay, revive, shut } from './process-happenings.ts';

/** What may happen, each as often as its number says. */
const happenings: readonly (readonly [number, Happening])[] = [
  [46, editSomething],
  [8, toggleLine],
  [3, partition],
  [4, heal],
  [5, kill],
  [3, killRelay],
  [7, revive],
  [2, killProcess],
  [3, changeWeather],
  [3, troubleRelayDisk],
  [2, skewClock],
  [2, changeRoles],
  [1, revoke],
  [2, intrude],
  [3, create],
  [3, sign],
  [3, shut],
  [2, back],
  [1, restore],
  [2, join],
  [1, retry],
];

/** With full disks on devices too, where not everything holds yet. */
const withFullDisks: typeof happenings = [...happenings, [3, fillDisk]];

const totalOf = (list: typeof happenings): number =>
  list.reduce((sum, [weight]) => sum + weight, 0);

/** One thing happens, and some time passes. */
export async function happen(world: World): Promise<void> {
  const { choose, hasFullDisks } = world;
  const list = hasFullDisks ? withFullDisks : happenings;
  let place = choose.number(totalOf(list));
  const device = choose.of(world.devices);
  for (const [weight, happening] of list) {
    place -= weight;
    if (place >= 0) continue;
    if (device) happening(world, device);
    break;
  }
  const pauses = [0, 3, 40, 300, 2_000, 30_000] as const;
  await world.scheduler.advance(choose.of(pauses) ?? 0);
}
