import { programmeCommands } from '@nastavnik/core/documents';
import {
  createId,
  systemClock,
  systemRandom,
  type DocumentId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { startTestRelay, type TestRelay, type TestRelayOptions } from '../start-test-relay.ts';
import type { TestOrganisation, TestPerson } from './test-organisation.ts';

/** A relay with one organisation: a pair, a curator, a person beside them, and documents. */
export interface TestSchool extends TestRelay {
  readonly organisation: TestOrganisation;
  readonly mentor: TestPerson;
  readonly mentee: TestPerson;
  readonly curator: TestPerson;
  /** A member with no part in the pair. */
  readonly other: TestPerson;
  /** A programme of the pair that no test has used yet. */
  nextProgramme(): DocumentId;
  /** Readable to every member, writable to the curator. */
  readonly roadmap: DocumentId;
  readonly approvals: DocumentId;
}

export async function startTestSchool(
  options: TestRelayOptions & { readonly programmes?: number } = {},
): Promise<TestSchool> {
  const { programmes: count = 12, ...relayOptions } = options;
  let school: Omit<TestSchool, keyof TestRelay> | undefined;
  const relay = await startTestRelay({
    ...relayOptions,
    seed: async (organisation) => {
      const mentor = await organisation.addPerson('mentor');
      const mentee = await organisation.addPerson('mentee');
      const curator = await organisation.addPerson('curator');
      const other = await organisation.addPerson('mentor');
      const pair = { mentor, mentee };
      const programmes: DocumentId[] = [];
      for (let place = 0; place < count; place += 1) {
        programmes.push(await organisation.addDocument(curator, 'programme', pair));
      }
      const roadmap = await organisation.addDocument(curator, 'roadmap');
      const approvals = await organisation.addDocument(curator, 'approvals', pair);
      const nextProgramme = (): DocumentId => {
        const next = programmes.pop();
        if (next === undefined) throw new TypeError('no programme left');
        return next;
      };
      school = { organisation, mentor, mentee, curator, other, nextProgramme, roadmap, approvals };
    },
  });
  if (school === undefined) throw new TypeError('not seeded');
  return { ...relay, ...school };
}

/** One task of a programme, added the way the product adds it. */
export function addTask(draft: object, text: string): void {
  const context = {
    personId: createId<PersonId>(systemRandom),
    clock: systemClock,
    random: systemRandom,
  };
  programmeCommands.tasks.add(draft, { text }, context);
}

/** The texts of a programme's tasks, in no order. */
export function taskTexts(doc: { readonly [name: string]: unknown }): string[] {
  const tasks = (doc['tasks'] ?? {}) as Record<string, { readonly text: string }>;
  return Object.values(tasks).map(({ text }) => text);
}
