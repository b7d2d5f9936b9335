import {
  isPlainDate,
  nextPetitionState,
  type PetitionEvent,
  type PetitionKind,
  type PlainDate,
} from '../../../domain/index.ts';
import { fail, type DocumentId, type Refusal, type Result } from '../../../kernel/index.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import type { CommandContext } from '../../fields/entities/entity.ts';
import { readField } from '../../fields/reading/read-field.ts';
import { writeRecord, type Draft } from '../../fields/writing/write-record.ts';
import { petitionStanding } from './standing.ts';
import { petitionSchema } from './schema.ts';

interface Filing {
  readonly kind: PetitionKind;
  readonly pairId: DocumentId;
  readonly reason: string;
  readonly filedOn: PlainDate;
}

/** The one who acts files it, once. @clause AC-000-5 */
function file(draft: Draft, filing: Filing, context: CommandContext): Result<void, Refusal> {
  if (filing.reason.trim() === '') return fail({ code: 'text-required' });
  if (readField(petitionSchema, draft, [])?.filedOn !== undefined) {
    return fail({ code: 'step-out-of-turn' });
  }
  return writeRecord(draft, [], petitionSchema, { ...filing, authorId: context.personId });
}

/** By the author, as long as nobody has decided. */
function withdraw(draft: Draft, { on }: { readonly on: PlainDate }): Result<void, Refusal> {
  if (!isPlainDate(on)) return fail({ code: 'date-invalid' });
  const next = nextStateOf(draft, 'withdraw');
  if (next === undefined) return fail({ code: 'step-out-of-turn' });
  return writeRecord(draft, [], petitionSchema, { withdrawnOn: on });
}

interface Step {
  readonly event: Exclude<PetitionEvent, 'withdraw'>;
  readonly on: PlainDate;
  readonly councilOpinion?: string;
  readonly reason?: string;
  readonly effects?: string;
}

/**
 * A step of the deciders. A mentor's statutory release cannot be declined.
 *
 * @clause domain 4.4 (i)
 */
function decide(
  draft: Draft,
  { event, on, ...words }: Step,
  context: CommandContext,
): Result<void, Refusal> {
  if (!isPlainDate(on)) return fail({ code: 'date-invalid' });
  const state = nextStateOf(draft, event);
  if (state === undefined) return fail({ code: 'step-out-of-turn' });
  if (event === 'decline' && (words.reason ?? '').trim() === '') {
    return fail({ code: 'text-required' });
  }
  const isDecision = event === 'grant' || event === 'decline';
  const decided = isDecision ? { decidedBy: context.personId, decidedOn: on } : {};
  return writeRecord(draft, [], petitionSchema, { decision: { ...words, ...decided, state } });
}

function nextStateOf(draft: Draft, event: PetitionEvent) {
  const stored = readField(petitionSchema, draft, []);
  const state = stored === undefined ? undefined : petitionStanding(stored);
  if (stored?.kind === undefined || stored.filedOn === undefined || state === undefined) {
    return undefined;
  }
  return nextPetitionState({ kind: stored.kind, filedOn: stored.filedOn }, state, event);
}

export const petitionCommands = {
  file,
  withdraw,
  decide,
  edit: editFields(petitionSchema, ['reason']),
} as const;
