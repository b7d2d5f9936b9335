import * as A from '@automerge/automerge/slim';
import { programmeCommands, startDocument } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import { commandContext, initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDevice, startTestRelay, type TestPerson, type TestRelay } from '../testing/index.ts';

let relay: TestRelay;
let mentor: TestPerson;
let mentee: TestPerson;
let curator: TestPerson;
let stranger: TestPerson;
let programme: DocumentId;

beforeAll(async () => {
  await initializeAutomergeForTests();
  relay = await startTestRelay({
    seed: async (organisation) => {
      mentor = await organisation.addPerson('mentor');
      mentee = await organisation.addPerson('mentee');
      curator = await organisation.addPerson('curator');
      stranger = await organisation.addPerson('mentor');
      programme = await organisation.addDocument(curator, 'programme', { mentor, mentee });
    },
  });
});
afterAll(() => relay.close());

describe('two people and a curator', () => {
  it('see each other’s edits, and are told when these are on disk', async () => {
    const one = await connectDevice(relay.url, mentor.key);
    const two = await connectDevice(relay.url, mentee.key);
    one.open(programme, startDocument('programme'));
    await one.durable(programme);
    two.open(programme);
    await two.has(programme, (doc) => A.getHeads(doc).join() === one.heads(programme));
    one.change(programme, (draft) => {
      programmeCommands.activities.add(
        draft as never,
        { title: 'Посещение урока', kind: 'lessonVisit', status: 'planned' } as never,
        commandContext(1),
      );
    });
    await one.durable(programme);
    await two.has(programme, (doc) => Object.keys(doc['activities'] as object).length === 1);
    expect(two.heads(programme)).toBe(one.heads(programme));
    one.close();
    two.close();
  });

  it('give a stranger the answer of a missing document', async () => {
    const other = await connectDevice(relay.url, stranger.key);
    other.open(programme);
    const frame = await other.frame('doc-unavailable');
    expect(frame.documentId).toBe(programme);
    other.close();
  });
});
