import { useState } from 'preact/hooks';
import { Download } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { SignDialog } from '../../shell/signing/SignDialog.tsx';

export type SignatureState = 'valid' | 'changed-since' | 'signer-revoked' | 'invalid';

export interface SignatureView {
  readonly key: string;
  readonly name: string;
  readonly role: string;
  readonly purpose: 'agree' | 'approve';
  readonly signedAtMs: number;
  readonly state: SignatureState;
  /** The exact text the signature was given for. */
  readonly statement: string;
}

export interface SignOffer {
  readonly purpose: 'agree' | 'approve';
  readonly statement: string;
}

export interface SignaturePartProps {
  readonly signatures: readonly SignatureView[];
  readonly isAgreed: boolean;
  readonly isApproved: boolean;
  /** This person could agree if the programme had its dates. */
  readonly needsDates: boolean;
  /** What this person may sign now. */
  readonly offers: readonly SignOffer[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onSign: (purpose: SignOffer['purpose'], done: () => void) => void;
  readonly onExport: () => void;
}

const marks: Readonly<Record<SignatureState, MarkKind>> = {
  valid: 'good',
  'changed-since': 'warn',
  'signer-revoked': 'warn',
  invalid: 'bad',
};

/** Signatures beside the text they were given for, and the way to give one's own. */
export function SignaturePart(props: SignaturePartProps) {
  const { t, formats } = useTexts();
  const [asked, setAsked] = useState<SignOffer>();
  const states: Readonly<Record<SignatureState, string>> = {
    valid: t.programme.validAtText,
    'changed-since': t.programme.changedSince,
    'signer-revoked': t.pairs.signerRevoked,
    invalid: t.pairs.signatureInvalid,
  };
  const verbs = { agree: t.programme.agree, approve: t.programme.approve };
  return (
    <section class="stack measure" aria-labelledby="signatures">
      <div class="row-spread">
        <h2 id="signatures">{t.programme.signatures}</h2>
        <div class="row">
          {props.offers.map((offer) => (
            <Button key={offer.purpose} kind="primary" onPress={() => setAsked(offer)}>
              {verbs[offer.purpose]}
            </Button>
          ))}
          {props.signatures.length > 0 && (
            <Button icon={Download} onPress={props.onExport}>
              {t.programme.export}
            </Button>
          )}
        </div>
      </div>
      <div class="row">
        {props.isAgreed && <Mark kind="good">{t.programme.isAgreed}</Mark>}
        {props.isApproved && <Mark kind="good">{t.programme.isApproved}</Mark>}
      </div>
      {props.signatures.length === 0 && <p class="soft">{t.programme.signaturesNone}</p>}
      {props.needsDates && <Notice>{t.programme.datesFirst}</Notice>}
      <ul class="list" role="list">
        {props.signatures.map((signature) => (
          <li key={signature.key}>
            <div class="row">
              <strong>{t.programme.signedBy(signature.name, signature.role)}</strong>
              <Mark kind={marks[signature.state]}>{states[signature.state]}</Mark>
            </div>
            <span class="small soft">{formats.instant(signature.signedAtMs)}</span>
            <details>
              <summary>{t.programme.signedText}</summary>
              <p class="quote">{signature.statement}</p>
            </details>
          </li>
        ))}
      </ul>
      {props.signatures.length > 0 && <p class="small soft">{t.programme.exportHint}</p>}
      {asked !== undefined && (
        <SignDialog
          title={asked.purpose === 'agree' ? t.programme.agreeTitle : t.programme.approveTitle}
          statement={asked.statement}
          confirm={t.pairs.sign}
          busy={props.busy}
          refusal={props.refusal}
          onSign={() => props.onSign(asked.purpose, () => setAsked(undefined))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
