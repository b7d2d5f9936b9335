import {
  createDocumentId,
  type Clock,
  type DocumentId,
  type LogId,
  type PersonId,
  type RandomSource,
} from '@nastavnik/core/kernel';
import type { DocumentKindName } from '@nastavnik/core/access';
import {
  organisationCommands,
  personCommands,
  registerCommands,
  roadmapCommands,
} from '@nastavnik/core/documents';
import type { PlainDate } from '@nastavnik/core/domain';
import type { OperatorSession } from '@nastavnik/sync-server/operations';
import { organisationPlan } from './district-plan.ts';
import type { DemoName, DemoTexts } from './text/demo-texts.ts';
import { authorDocument, uploadDocument, type Write } from './upload-document.ts';

export interface DemoWork {
  readonly session: OperatorSession;
  readonly operatorId: PersonId;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly today: PlainDate;
  readonly texts: DemoTexts;
}

/** Announces a document in a log and sends its content through the gate. */
export async function createDocument(
  work: DemoWork,
  document: {
    readonly logId: LogId;
    readonly kind: DocumentKindName;
    readonly writes: readonly Write[];
    readonly self?: PersonId;
  },
): Promise<DocumentId> {
  const { session, clock, random, operatorId } = work;
  const { logId, kind, writes, self } = document;
  const documentId = createDocumentId(random);
  await session.author(logId, 'create-document', {
    documentId,
    kind,
    audience: self === undefined ? [] : [{ personId: self, part: 'self' }],
    subjects: self === undefined ? [] : [self],
  });
  const context = { personId: operatorId, clock, random };
  const authored = authorDocument(kind, writes, { kid: session.key.signer.kid, context });
  await uploadDocument(session, documentId, authored);
  return documentId;
}

/** The name of a person, in the only synced place it has. */
export const createPersonCard = (
  work: DemoWork,
  logId: LogId,
  personId: PersonId,
  name: DemoName,
): Promise<DocumentId> =>
  createDocument(work, {
    logId,
    kind: 'person',
    self: personId,
    writes: [(draft) => personCommands.edit(draft, { ...name, kind: 'employee' })],
  });

/** Who stands in the register of the demonstration school from the start. */
export interface RegisteredPerson {
  readonly personId: PersonId;
  readonly as: 'mentor' | 'mentee';
}

const entryOf =
  ({ personId, as }: RegisteredPerson, today: PlainDate): Write =>
  (draft, context) =>
    registerCommands.entries.add(
      draft,
      {
        personId,
        as,
        state: 'approved',
        enteredOn: today,
        lastReviewedOn: today,
        ...(as === 'mentee'
          ? { category: 'youngTeacher', reason: 'newToProfession' }
          : { capacity: 2 }),
      },
      context,
    );

/** The office, the register and the plan of one organisation. */
export async function fillOrganisation(
  work: DemoWork,
  logId: LogId,
  organisation: DemoTexts['organisations'][number],
  registered: readonly RegisteredPerson[],
): Promise<void> {
  const { today, texts } = work;
  await createDocument(work, {
    logId,
    kind: 'organisation',
    writes: [(draft) => organisationCommands.edit(draft, organisation)],
  });
  await createDocument(work, {
    logId,
    kind: 'register',
    writes: registered.map((person) => entryOf(person, today)),
  });
  const template = organisationPlan(today, texts.organisationPlan(organisation.shortName));
  await createDocument(work, {
    logId,
    kind: 'roadmap',
    writes: [
      (draft, context) => roadmapCommands.loadTemplate(draft, { template }, context),
      (draft) => roadmapCommands.edit(draft, { level: 'organisation', state: 'inForce' }),
    ],
  });
}
