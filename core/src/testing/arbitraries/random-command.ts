import { activityEvents, petitionEvents } from '../../domain/index.ts';
import {
  approvalsCommands,
  documentSchemas,
  notesCommands,
  organisationCommands,
  pairCommands,
  personCommands,
  petitionCommands,
  profileCommands,
  programmeCommands,
  registerCommands,
  roadmapCommands,
  type CommandContext,
  type DocumentKindName,
  type Draft,
  type Field,
  type RecordField,
} from '../../documents/index.ts';
import { createDocumentId, type Refusal, type Result } from '../../kernel/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { chooserOf, type Chooser } from './chooser.ts';
import { randomChanges, randomRecord } from './random-value.ts';

/** Any command, with arguments that no compiler has checked: what a careless caller could send. */
type AnyCommand = (draft: Draft, args: never, context: CommandContext) => Result<unknown, Refusal>;

const commandsByKind: Readonly<Record<DocumentKindName, object>> = {
  organisation: organisationCommands,
  register: registerCommands,
  profile: profileCommands,
  person: personCommands,
  pair: pairCommands,
  petition: petitionCommands,
  programme: programmeCommands,
  notes: notesCommands,
  roadmap: roadmapCommands,
  approvals: approvalsCommands,
};

interface Target {
  readonly map: string | undefined;
  readonly verb: string;
  readonly command: AnyCommand;
}

const targetsOf = (commands: object, map?: string): readonly Target[] =>
  Object.entries(commands).flatMap(([verb, command]: [string, unknown]) =>
    typeof command === 'function'
      ? [{ map, verb, command: command as AnyCommand }]
      : targetsOf(command as object, verb),
  );

/** Runs one command of a kind on a draft, chosen with its arguments by `seed`. */
export function runRandomCommand(
  name: DocumentKindName,
  draft: Draft,
  seed: number,
  context: CommandContext,
): Result<unknown, Refusal> {
  const choose = chooserOf(seed);
  const target = choose.of(targetsOf(commandsByKind[name]));
  if (target === undefined) throw new TypeError('a kind without commands');
  const args = argumentsFor(documentSchemas[name], draft, target, choose);
  return target.command(draft, args as never, context);
}

/** One bag of names serves every command: each takes those it knows. */
function argumentsFor(
  schema: RecordField,
  draft: Draft,
  { map, verb }: Target,
  choose: Chooser,
): unknown {
  const field = map === undefined ? undefined : (schema.fields[map] as Field | undefined);
  const entity = field?.shape === 'map' ? (field.value as RecordField) : undefined;
  if (map === undefined && verb === 'edit') return randomChanges(schema, choose);
  const ids = idsIn(draft, map);
  const id = choose.once(8) ? choose.id() : choose.of(ids);
  return {
    ...(entity === undefined ? randomRecord(schema, choose) : randomRecord(entity, choose)),
    ...special(draft, choose),
    id: id ?? choose.id(),
    ...(verb === 'edit' && entity !== undefined ? { changes: randomChanges(entity, choose) } : {}),
    ...(map === 'activities' ? { activityId: id ?? choose.id() } : {}),
    ...(entity?.fields['rowId'] === undefined ? {} : { rowId: choose.of(idsIn(draft, 'rows')) }),
  };
}

const special = (draft: Draft, choose: Chooser): object => ({
  afterId: choose.once(3) ? null : (choose.of(idsIn(draft, 'activities')) ?? choose.id()),
  event: choose.of([...activityEvents, ...petitionEvents]),
  on: choose.once(10) ? 'вчера' : choose.date(),
  reason: choose.text(),
  isSettled: choose.once(2),
  mentorId: choose.id(),
  menteeIds: Array.from({ length: choose.number(3) }, () => choose.id()),
  isGroup: choose.once(2),
  occurrenceKey: '2026-03-01/2026-03-31',
  heads: ['ab'.repeat(32)],
  contentDigest: 'cd'.repeat(32),
  answer: choose.text(),
  record: choose.once(4) ? {} : signedRecord(choose),
  template: { code: 'X', title: '', yearKind: 'school', period: {}, columns: [], rows: [] },
  documentId: 'none',
  keys: [
    {
      noteKeyId: choose.of(['ab'.repeat(16), 'cd'.repeat(16)]),
      kid: 'ef'.repeat(16),
      wrapped: { v: 1, ephemeral: 'QQ', sealed: choose.of(['QQ', 'Qg']) },
    },
  ],
});

/** Has the form of a signature and proves nothing. */
const signedRecord = (choose: Chooser): object => ({
  v: 1,
  purpose: 'agree',
  docId: createDocumentId(seededRandom(choose.number(1_000))),
  heads: ['ab'.repeat(32)],
  contentDigest: 'cd'.repeat(32),
  statementId: 'agree/1',
  statementHash: 'ef'.repeat(32),
  signer: { memberId: choose.id(), role: 'mentor', kid: 'ab'.repeat(16), alg: 'Ed25519' },
  membershipSeq: choose.number(50),
  membershipHash: '01'.repeat(32),
  signedAtMs: choose.number(1_000_000),
  prev: null,
  sig: 'c2ln',
});

function idsIn(draft: Draft, map: string | undefined): readonly string[] {
  const held = map === undefined ? undefined : (draft as Record<string, unknown>)[map];
  return typeof held === 'object' && held !== null ? Object.keys(held) : [];
}
