import type { ActivityEvent, ActivityKind, ActivityStatus } from '@nastavnik/core/domain';
import type { TextEdit } from '../../../ui/form/text-edit.ts';
import type { EvidenceView } from '../../shell/record/evidence/EvidenceList.tsx';

export const activityTexts = ['title', 'expectedResult', 'actualResult', 'assessment'] as const;
export type ActivityText = (typeof activityTexts)[number];

export interface ActivityView {
  readonly key: string;
  readonly kind: ActivityKind;
  readonly status: ActivityStatus;
  readonly statusReason: string;
  readonly isOverdue: boolean;
  readonly dueOn: string;
  readonly texts: Readonly<Record<ActivityText, string>>;
  readonly evidence: readonly EvidenceView[];
  /** Steps this person may take now. */
  readonly events: readonly ActivityEvent[];
  readonly writable: readonly ActivityText[];
}

export interface NewActivity {
  readonly title: string;
  readonly kind: ActivityKind;
  readonly dueOn: string;
}

export interface NewEvidence {
  readonly text: string;
  readonly url: string;
}

export interface ActivitiesPartProps {
  readonly activities: readonly ActivityView[];
  readonly canWrite: boolean;
  readonly canAddEvidence: boolean;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onAdd: (activity: NewActivity, done: () => void) => void;
  readonly onEdit: (key: string, text: ActivityText, edit: TextEdit) => void;
  readonly onDueOn: (key: string, dueOn: string) => void;
  readonly onEvent: (key: string, event: ActivityEvent, reason: string, done: () => void) => void;
  readonly onAddEvidence: (key: string, evidence: NewEvidence, done: () => void) => void;
}
