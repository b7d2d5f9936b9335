import { invitationFromCode } from '@nastavnik/core/access';
import { fail, ok, type LogId, type Refusal, type Result } from '@nastavnik/core/kernel';
import { LocalSequencer, sequencerLock } from '../../membership/local-sequencer.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import type { Environment } from '../environment.ts';
import {
  readAcceptance,
  readLog,
  type HandAcceptance,
  type HandLog,
  type HandOffer,
} from './hand-files.ts';
import { withPerson } from './with-person.ts';

/** Works on a person's log, with the device that may place entries in it. */
const withBook = <T>(
  environment: Environment,
  profileId: string,
  work: (book: MembershipBook, sequencer: LocalSequencer) => Promise<T>,
): Promise<T> =>
  withPerson(environment, profileId, ({ device, book }) => {
    const { clock } = environment;
    const alone = (run: () => Promise<void>): Promise<void> =>
      environment.holdLock(sequencerLock(profileId), new AbortController().signal, run);
    return work(book, new LocalSequencer({ book, device, clock, alone }));
  });

/** The founder's file for whoever holds the code; the invitation must have been placed. */
export function offerByHand(
  environment: Environment,
  profileId: string,
  { logId, code }: { readonly logId: LogId; readonly code: string },
): Promise<Result<string, Refusal>> {
  return withBook(environment, profileId, async (book) => {
    const invitation = await invitationFromCode(code);
    if (!invitation.ok) return invitation;
    const { invitationId } = invitation.value;
    const issued = book.states.peek().get(logId)?.invitations.get(invitationId);
    if (issued === undefined) return fail({ code: 'invitation-unknown' });
    const entries = await book.entriesOf(logId);
    const offer: HandOffer = { kind: 'nastavnik/offer', v: 1, logId, invitationId, entries };
    return ok(JSON.stringify(offer));
  });
}

/** What this device gives to the founder, as long as the founder's log does not know the device. */
export function answerByHand(
  environment: Environment,
  profileId: string,
): Promise<string | undefined> {
  return withBook(environment, profileId, async (book) => {
    const entry = book.queued().find((row) => row.entry.inner.type === 'add-device')?.entry;
    if (entry === undefined) return undefined;
    const acceptance: HandAcceptance = { kind: 'nastavnik/acceptance', v: 1, entry };
    return JSON.stringify(acceptance);
  });
}

/** Takes the other's device in and gives the log as it is then, to be handed back. */
export function admitByHand(
  environment: Environment,
  profileId: string,
  acceptance: string,
): Promise<Result<string, Refusal>> {
  return withBook(environment, profileId, async (book, sequencer) => {
    const read = readAcceptance(acceptance);
    if (!read.ok) return read;
    const { entry } = read.value;
    if (entry.inner.type !== 'add-device') return fail({ code: 'entry-invalid' });
    const placed = await sequencer.place(entry);
    if (!placed.ok) return placed;
    const { logId } = entry.inner;
    const log: HandLog = {
      kind: 'nastavnik/log',
      v: 1,
      logId,
      entries: await book.entriesOf(logId),
    };
    return ok(JSON.stringify(log));
  });
}

/** Takes over what the founder's device has placed since; another history is refused. */
export function takeLogByHand(
  environment: Environment,
  profileId: string,
  text: string,
): Promise<Result<number, Refusal>> {
  return withBook(environment, profileId, async (book) => {
    const read = readLog(text);
    if (!read.ok) return read;
    const { logId, entries } = read.value;
    if (!book.states.peek().has(logId)) return fail({ code: 'log-other' });
    return book.append(logId, entries);
  });
}
