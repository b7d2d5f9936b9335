import type * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import { readDocument } from '../kind/read-document.ts';
import type { JsonValue } from './signed-content.ts';

const summariesOf = (doc: A.Doc<unknown>) => ({
  organisation: () => {
    const { fullName, shortName, kind } = readDocument('organisation', doc).value;
    return { fullName, shortName, kind };
  },
  register: () => ({ entries: readDocument('register', doc).value.entries.length }),
  profile: () => ({ personId: readDocument('profile', doc).value.personId }),
  person: () => {
    const { lastName, firstName, patronymic, position } = readDocument('person', doc).value;
    return { lastName, firstName, patronymic, position };
  },
  pair: () => {
    const pair = readDocument('pair', doc).value;
    return {
      form: pair.form,
      isGroup: pair.isGroup,
      mentorId: pair.mentorId,
      menteeIds: pair.menteeIds,
      documents: pair.documents,
      lastMeetingAtMs: pair.meetings.at(-1)?.atMs,
      openHelpRequests: pair.helpRequests.filter(({ answeredAtMs }) => answeredAtMs === undefined)
        .length,
    };
  },
  petition: () => {
    const { kind, pairId, state, filedOn } = readDocument('petition', doc).value;
    return { kind, pairId, state, filedOn };
  },
  programme: () => {
    const { title, pairId, start, end, activities } = readDocument('programme', doc).value;
    const done = activities.filter(({ status }) => status === 'done').length;
    return { title, pairId, start, end, activities: activities.length, done };
  },
  notes: () => {
    const { schoolYear, notes } = readDocument('notes', doc).value;
    return { schoolYear, notes: notes.length };
  },
  roadmap: () => {
    const { title, level, state, rows } = readDocument('roadmap', doc).value;
    return { title, level, state, rows: rows.filter(({ isHeading }) => !isHeading).length };
  },
  approvals: () => ({ records: readDocument('approvals', doc).value.records.length }),
});

/** What a list paints of a document, by kind. */
export type DocumentSummaries = {
  readonly [Name in DocumentKindName]: ReturnType<ReturnType<typeof summariesOf>[Name]>;
};

/** A small JSON-safe summary, so that lists open without loading documents. */
export function summaryOf<Name extends DocumentKindName>(
  name: Name,
  doc: A.Doc<unknown>,
): DocumentSummaries[Name];
export function summaryOf(name: DocumentKindName, doc: A.Doc<unknown>): JsonValue {
  return JSON.parse(JSON.stringify(summariesOf(doc)[name]())) as JsonValue;
}
