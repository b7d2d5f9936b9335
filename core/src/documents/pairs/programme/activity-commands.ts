import { nextActivityStatus, type ActivityEvent } from '../../../domain/index.ts';
import { fail, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import {
  addEntity,
  deleteEntity,
  editEntity,
  entityAt,
  isLive,
  type CommandContext,
} from '../../fields/entities/entity.ts';
import type { EntityInput, RecordChanges } from '../../fields/entities/entity-input.ts';
import { checkEvidence, type EvidenceInput } from '../../fields/evidence.ts';
import type { Draft } from '../../fields/writing/write-record.ts';
import { programmeSchema } from './schema.ts';

const field = programmeSchema.fields.activities;
const evidenceField = field.value.fields.evidence;
const activities = collection('activities', field);

type ActivityFields = typeof field.value.fields;
/** What moves only by `advance`. */
type Guarded = 'status' | 'statusReason' | 'checkedBy' | 'checkedAtMs' | 'evidence';

type ActivityInput = Omit<EntityInput<ActivityFields>, Guarded>;
type ActivityChanges = Omit<RecordChanges<ActivityFields>, Guarded>;

interface Times {
  readonly periodStart?: string | undefined;
  readonly periodEnd?: string | undefined;
}

const isPeriodReversed = ({ periodStart, periodEnd }: Times): boolean =>
  periodStart !== undefined && periodEnd !== undefined && periodEnd < periodStart;

function add(draft: Draft, input: ActivityInput, context: CommandContext): Result<ItemId, Refusal> {
  if ((input.title ?? '').trim() === '') return fail({ code: 'text-required' });
  if (isPeriodReversed(input)) return fail({ code: 'date-invalid' });
  return activities.add(draft, { ...input, status: 'planned' }, context);
}

function edit(
  draft: Draft,
  { id, changes }: { readonly id: string; readonly changes: ActivityChanges },
): Result<void, Refusal> {
  const guarded: readonly Guarded[] = [
    'status',
    'statusReason',
    'checkedBy',
    'checkedAtMs',
    'evidence',
  ];
  if (guarded.some((name) => Object.hasOwn(changes, name))) return fail({ code: 'value-invalid' });
  const standing = entityAt(draft, ['activities'], field, id);
  if (isPeriodReversed({ ...standing, ...changes })) return fail({ code: 'date-invalid' });
  return activities.edit(draft, { id, changes });
}

export interface ActivityStep {
  readonly id: string;
  readonly event: ActivityEvent;
  /** Why it is returned or cancelled; needed for these two. */
  readonly reason?: string;
  /** What the mentor says of it when accepting or returning. */
  readonly assessment?: string;
}

/** Moves an activity along its states; what cannot follow now is refused. @clause domain 4.4 (d) */
function advance(
  draft: Draft,
  { id, event, reason = '', assessment }: ActivityStep,
  context: CommandContext,
): Result<void, Refusal> {
  const standing = entityAt(draft, ['activities'], field, id);
  if (standing === undefined) return fail({ code: 'not-found' });
  const status = nextActivityStatus(standing.status, event);
  if (status === undefined) return fail({ code: 'step-out-of-turn' });
  const needsReason = event === 'return' || event === 'cancel';
  if (needsReason && reason.trim() === '') return fail({ code: 'text-required' });
  const isCheck = event === 'accept' || event === 'return';
  const checked = isCheck
    ? { checkedBy: context.personId, checkedAtMs: context.clock.nowMs() }
    : {};
  return editEntity(draft, ['activities'], field, id, {
    status,
    ...(needsReason ? { statusReason: reason } : {}),
    ...(assessment === undefined ? {} : { assessment }),
    ...checked,
  });
}

function addEvidence(
  draft: Draft,
  { activityId, ...input }: EvidenceInput & { readonly activityId: string },
  context: CommandContext,
): Result<ItemId, Refusal> {
  if (!isLive(draft, ['activities'], activityId)) return fail({ code: 'not-found' });
  const checked = checkEvidence(input);
  if (!checked.ok) return checked;
  return addEntity(draft, ['activities', activityId, 'evidence'], evidenceField, input, context);
}

function removeEvidence(
  draft: Draft,
  { activityId, id }: { readonly activityId: string; readonly id: string },
  context: CommandContext,
): Result<void, Refusal> {
  return deleteEntity(draft, ['activities', activityId, 'evidence'], id, context);
}

export const activityCommands = {
  ...activities,
  add,
  edit,
  advance,
  addEvidence,
  removeEvidence,
} as const;
