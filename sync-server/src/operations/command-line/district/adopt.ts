import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  appendEntries,
  publicKeyOf,
  relayCardText,
  type MembershipState,
  type SequencedEntry,
  type Signer,
} from '@nastavnik/core/access';
import { bundleLimits, readBundle, type ReadBundle } from '@nastavnik/core/bundles';
import { AppError } from '@nastavnik/core/kernel';
import { inflate } from '../../../gate/inflate.ts';
import { exitCodes } from '../../exit-codes.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { withLogs, type LogDesk } from './with-logs.ts';

interface Adoptable {
  readonly state: MembershipState;
  readonly entries: readonly SequencedEntry[];
}

function districtOf(desk: LogDesk): MembershipState {
  const district = desk.states().find(({ level }) => level === 'district');
  if (district === undefined) throw new AppError('log-unknown');
  return district;
}

/** The address that people reach this relay at. */
function addressOf({ loaded }: CommandContext): string {
  const { publicUrl, host, port } = loaded.configuration.server;
  return (publicUrl === '' ? `http://${host}:${port}` : publicUrl).replace(/^http/, 'ws');
}

async function showCard(context: CommandContext, sequencer: Signer): Promise<void> {
  const card = await withLogs(context, async (desk) => {
    const { logId, name } = districtOf(desk);
    return relayCardText({
      relayUrl: addressOf(context),
      sequencer: publicKeyOf(sequencer),
      districtLogId: logId,
      district: name,
    });
  });
  context.say(context.texts.relayCard);
  context.say(card);
  context.report({ card });
}

async function readFile(path: string): Promise<ReadBundle> {
  if (statSync(path).size > bundleLimits.maxBytes) throw new AppError('bundle-too-large');
  const bundle = await readBundle(readFileSync(path), inflate);
  if (!bundle.ok) throw new AppError(bundle.error.code, bundle.error.params);
  return bundle.value;
}

/** The log in a file of a device that stands in it, whole and without a withheld body. */
async function verify({ entries, logId, creator }: ReadBundle): Promise<Adoptable> {
  const { state, error } = await appendEntries(undefined, entries);
  if (error || state?.logId !== logId) throw new AppError(error?.code ?? 'entry-invalid');
  const isWhole = !state.gaps.members && !state.gaps.documents && !state.readOnly;
  const device = state.devices.get(creator.kid);
  if (!isWhole || device === undefined || device.revokedAtSeq !== undefined) {
    throw new AppError('bundle-foreign');
  }
  return { state, entries: entries as readonly SequencedEntry[] };
}

/** What the founder has signed: this relay's key places the entries, and this district is joined. */
function isHandedHere(state: MembershipState, sequencer: Signer, district: MembershipState) {
  return (
    state.level === 'organisation' &&
    state.sequencer.kid === sequencer.kid &&
    state.districtLogId === district.logId
  );
}

/**
 * `adopt`: shows the card that founders need. `adopt FILE`: takes over a log that was placed by a
 * device while there was no relay. Its founder has named this relay's key and this district, and the
 * operator agrees by the command; documents follow from people's devices, or by `import`.
 */
export const adopt: Command = async (context) => {
  const { data, words, texts, say, report } = context;
  const [, path] = words;
  if (!existsSync(data.store)) throw new AppError('store-missing', { key: data.store });
  const { signer } = await readKeyFile(data.relayKey);
  if (path === undefined) {
    await showCard(context, signer);
    return exitCodes.done;
  }
  const { state, entries } = await verify(await readFile(path));
  const { logId, name } = state;
  const isNew = await withLogs(context, async (desk) => {
    if (!isHandedHere(state, signer, districtOf(desk))) throw new UsageError(texts.notHandedHere);
    const others = desk.states();
    if (others.some((other) => other.logId === logId)) return false;
    const isTaken = [...state.documents.keys()].some((documentId) =>
      others.some(({ documents }) => documents.has(documentId)),
    );
    if (isTaken) throw new AppError('entry-invalid');
    await desk.adopt(state, entries);
    return true;
  });
  say(isNew ? texts.adopted(name, logId, entries.length) : texts.alreadyAdopted(name));
  report({ logId, name, entries: isNew ? entries.length : 0 });
  return exitCodes.done;
};
