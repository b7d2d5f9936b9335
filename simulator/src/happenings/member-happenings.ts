import type { EntryBodies, EntryType } from '@nastavnik/core/access';
import type { PersonId } from '@nastavnik/core/kernel';
import { joinByInvitation } from '@nastavnik/extension/testing';
import type { SimulatedDevice } from '../devices/simulated-device.ts';
import type { World } from '../world/world.ts';
import { ask, type Happening } from './happening.ts';

/** An entry of the membership log, allowed or not: the log says which. */
function submit<Type extends EntryType>(
  world: World,
  device: SimulatedDevice,
  type: Type,
  body: EntryBodies[Type],
): void {
  const { replica } = device;
  if (replica === undefined) return;
  ask(
    world,
    device,
    () => replica.submitEntry(world.school.logId, type, body),
    (result) => {
      world.note(`${device.name} ${type}: ${result.ok ? 'queued' : result.error.code}`);
    },
  );
}

export const changeRoles: Happening = (world, device) => {
  const { people } = world.school;
  const person = world.choose.of(Object.values(people));
  const roles = world.choose.of([['mentor'], ['mentee'], ['mentor', 'curator'], []] as const);
  if (person === undefined || roles === undefined) return;
  submit(world, device, 'set-role', { personId: person.personId, roles: [...roles] });
};

export const revoke: Happening = (world, device) => {
  const other = world.choose.of(world.devices);
  const kid = other?.kid;
  if (kid !== undefined) submit(world, device, 'revoke-device', { kid });
};

/** A member's own program, which signs as somebody else and hides what it writes. */
export const intrude: Happening = (world, device) => {
  const victim = world.choose.of(world.devices);
  const document = world.choose.of(world.documents);
  if (victim && document && victim !== device) world.intrude(device, victim, document.documentId);
};

/** A second computer of the same person, by a code. */
export const join: Happening = (world, device) => {
  const { replica, personId } = device;
  const { logId } = world.school;
  if (replica === undefined || world.devices.length > 6) return;
  const expiresAtMs = world.scheduler.nowMs + 3_600_000;
  ask(
    world,
    device,
    () => replica.invite({ logId, personId, purpose: 'device', expiresAtMs }),
    (invited) => {
      world.note(`${device.name} invites: ${invited.ok ? 'done' : invited.error.code}`);
      if (!invited.ok) return;
      const codeOrLink = invited.value.link ?? '';
      setTimeout(() => accept(world, personId, codeOrLink), 1 + world.choose.number(20_000));
    },
  );
};

function accept(world: World, personId: PersonId, codeOrLink: string): void {
  const second = world.buyDevice(`computer${world.devices.length}`, personId);
  const request = { codeOrLink, label: 'Second', deviceLabel: 'Laptop' };
  second.begin();
  const joining = () => joinByInvitation(second.environment(), request);
  ask(world, second, joining, (joined) => {
    world.note(`${second.name} joins: ${joined.ok ? 'done' : joined.error.code}`);
    if (!joined.ok) return;
    second.profileId = joined.value;
    world.devices.push(second);
    second.start();
  });
}
