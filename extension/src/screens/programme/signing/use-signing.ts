import type { ProgrammeStanding, Role } from '@nastavnik/core/domain';
import { fail } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { knownStatements, signedStatement, statementFor } from '../../shell/signing/statement.ts';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import type { ProgrammeContext } from '../page/programme-context.ts';
import type { SignaturePartProps, SignOffer } from './SignaturePart.tsx';

const keys = { agree: 'agree/1', approve: 'approve/1' } as const;

/** Agreement by mentor and mentee, approval by the curator or the head. @clause INV-20, INV-28 */
export function useSigning(
  context: ProgrammeContext,
  state: ProgrammeStanding,
): SignaturePartProps {
  const { replica, announce, saveFile } = useWorkplace();
  const speech = useTexts();
  const { t } = speech;
  const people = usePeople();
  const action = useAction();
  const { handle, view, pair, approvalsId, signatures } = context;
  const standing = useStanding(handle.documentId);
  const { personId } = replica.profile;
  const isParty = pair?.mentorId === personId || (pair?.menteeIds ?? []).includes(personId);
  const canSign = approvalsId !== undefined && view.writable && view.value.end !== undefined;
  const isAgreed = state.waitingFor.length === 0 && pair !== undefined;
  const isApproved = ['approved', 'implementing', 'evaluating'].includes(state.state);
  const offers: SignOffer['purpose'][] = [];
  if (canSign && isParty && state.waitingFor.includes(personId)) offers.push('agree');
  if (canSign && !isParty && standing.has('curator', 'orgHead') && state.state === 'agreed') {
    offers.push('approve');
  }
  const roleFor = (purpose: SignOffer['purpose']): Role => {
    if (purpose === 'agree') return pair?.mentorId === personId ? 'mentor' : 'mentee';
    return standing.has('curator') ? 'curator' : 'orgHead';
  };
  return {
    signatures: (signatures ?? []).flatMap((signature) =>
      signature.purpose === 'agree' || signature.purpose === 'approve'
        ? [
            {
              key: signature.id,
              name: people.nameOf(signature.signer.memberId),
              role: t.vocabulary.role[signature.signer.role],
              purpose: signature.purpose,
              signedAtMs: signature.signedAtMs,
              state: signature.state,
              statement:
                signedStatement(signature.statementId, signature.statementHash) ??
                t.programme.otherWording,
            },
          ]
        : [],
    ),
    isAgreed,
    isApproved,
    needsDates: isParty && view.writable && view.value.end === undefined,
    offers: offers.map((purpose) => ({ purpose, statement: t.statements[keys[purpose]] })),
    busy: action.busy,
    refusal: action.refusal,
    onSign: (purpose, done) =>
      action.run(
        async () =>
          approvalsId === undefined
            ? fail({ code: 'document-unavailable' })
            : replica.sign({
                documentId: view.documentId,
                approvalsId,
                purpose,
                role: roleFor(purpose),
                statement: statementFor(speech, keys[purpose]),
              }),
        () => {
          announce(t.common.signed);
          done();
        },
      ),
    onExport: () =>
      action.run(
        async () =>
          approvalsId === undefined
            ? fail({ code: 'document-unavailable' })
            : replica.exportSigned({
                documentId: view.documentId,
                approvalsId,
                purpose: 'agree',
                statements: knownStatements,
              }),
        (file) => saveFile(`${t.programme.title}.json`, file, 'application/json'),
      ),
  };
}
