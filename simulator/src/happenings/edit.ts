import { notesCommands, programmeCommands, type CommandContext } from '@nastavnik/core/documents';
import type { Refusal, Result } from '@nastavnik/core/kernel';
import { runRandomCommand } from '@nastavnik/core/testing';
import type { DocumentHandle } from '@nastavnik/extension/testing';
import type { SimulatedDevice } from '../devices/simulated-device.ts';
import type { SchoolDocument } from '../world/school.ts';
import type { World } from '../world/world.ts';

type Edit = (draft: never, seed: number, context: CommandContext) => Result<unknown, Refusal>;

/** Random commands often refuse; so many are tried until one of them says something. */
const tries = 4;

/** What people do all day: an entry that always succeeds. */
function plainEdit(kind: string): Edit | undefined {
  const text = (seed: number): string => `entry ${seed}`;
  if (kind === 'programme') {
    return (draft, seed, context) => {
      return programmeCommands.tasks.add(draft, { text: text(seed) }, context);
    };
  }
  if (kind === 'notes') {
    return (draft, seed, context) => notesCommands.notes.add(draft, { text: text(seed) }, context);
  }
  return undefined;
}

/** Somebody changes a document with the product's own commands, allowed to or not. */
export function edit(world: World, device: SimulatedDevice, document: SchoolDocument): void {
  const { choose } = world;
  const { kind, documentId } = document;
  const plain = choose.once(2) ? plainEdit(kind) : undefined;
  const seed = choose.number(60_000);
  const outcome = device.run(() => {
    const handle = device.handle(documentId);
    if (plain) return attempt(world, device, handle, plain, seed);
    const random: Edit = (draft, each, context) => runRandomCommand(kind, draft, each, context);
    for (let turn = 0; turn < tries; turn += 1) {
      if (attempt(world, device, handle, random, seed + turn) === 'made') return 'made';
    }
    return 'nothing';
  });
  world.note(`${device.name} edits ${kind}: ${outcome}`);
}

function attempt(
  world: World,
  device: SimulatedDevice,
  handle: DocumentHandle | undefined,
  command: Edit,
  seed: number,
): 'made' | 'nothing' | 'closed' {
  const before = handle?.view.peek()?.heads.join();
  if (handle === undefined || before === undefined) return 'closed';
  const { documentId } = handle;
  const kept = handle.change('edit', command, seed);
  const [hash] = handle.view.peek()?.heads ?? [];
  if (hash === undefined || handle.view.peek()?.heads.join() === before) return 'nothing';
  void kept.then((result) => {
    const { name } = device;
    if (result.ok) world.ledger.made.push({ device: name, documentId, hash });
    else world.note(`${name} could not keep ${hash.slice(0, 8)}: ${result.error.code}`);
  });
  return 'made';
}
