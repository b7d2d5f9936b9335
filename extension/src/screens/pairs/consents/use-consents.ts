import { latestConsent, type PairFacts } from '@nastavnik/core/domain';
import { fail } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import { statementFor, type StatementKey } from '../../shell/signing/statement.ts';
import type { ConsentAnswer, ConsentSectionProps, ConsentView } from './ConsentSection.tsx';
import type { PairContext } from '../page/use-pair.ts';

const statementOf = (answer: ConsentAnswer, part: ConsentView['part']): StatementKey =>
  answer === 'give' ? `consent-${part}/1` : answer === 'refuse' ? 'refuse/1' : 'withdraw/1';

const answersAfter: Readonly<Record<ConsentView['state'], readonly ConsentAnswer[]>> = {
  requested: ['give', 'refuse'],
  given: ['withdraw'],
  refused: ['give'],
  withdrawn: ['give'],
  expired: ['give', 'refuse'],
};

/** Consents of everybody in the pair; only the person concerned may answer. */
export function useConsents(
  context: PairContext,
  facts: PairFacts | undefined,
): ConsentSectionProps {
  const { replica, announce } = useWorkplace();
  const speech = useTexts();
  const { t } = speech;
  const people = usePeople();
  const action = useAction();
  const { view, approvalsId, signatures } = context;
  const viewOf = (personId: string, part: ConsentView['part']): ConsentView => {
    const last = facts && latestConsent(facts.consents, personId);
    const state = last?.state ?? 'requested';
    const signature = signatures?.findLast(
      (one) =>
        one.signer.memberId === personId &&
        (one.purpose === 'consent' || one.purpose === 'withdrawal'),
    );
    const isOwn = personId === replica.profile.personId && approvalsId !== undefined;
    return {
      key: personId,
      name: people.nameOf(personId),
      part,
      state,
      on: last?.on,
      isPaper: signature === undefined && last !== undefined,
      signature:
        signature === undefined
          ? undefined
          : {
              valid: t.pairs.signatureValid,
              'changed-since': t.pairs.changedSince,
              'signer-revoked': t.pairs.signerRevoked,
              invalid: t.pairs.signatureInvalid,
            }[signature.state],
      answers: isOwn
        ? answersAfter[state].map((answer) => ({
            answer,
            statement: t.statements[statementOf(answer, part)],
          }))
        : [],
    };
  };
  const mentees = facts?.menteeIds ?? [];
  const consents: ConsentView[] = [
    ...(facts === undefined ? [] : [viewOf(facts.mentorId, 'mentor')]),
    ...mentees.map((personId) => viewOf(personId, 'mentee')),
  ];
  return {
    consents,
    busy: action.busy,
    refusal: action.refusal,
    onAnswer: (key, answer, done) => {
      const part = key === facts?.mentorId ? 'mentor' : 'mentee';
      action.run(
        async () =>
          approvalsId === undefined
            ? fail({ code: 'document-unavailable' })
            : replica.sign({
                documentId: view.documentId,
                approvalsId,
                purpose: answer === 'give' ? 'consent' : 'withdrawal',
                role: part,
                statement: statementFor(speech, statementOf(answer, part)),
              }),
        () => {
          announce(t.common.signed);
          done();
        },
      );
    },
  };
}
