import type { PairState } from '@nastavnik/core/domain';
import { Mark, type MarkKind } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

const kinds: Readonly<Record<PairState['state'], MarkKind>> = {
  proposed: 'plain',
  consentPending: 'accent',
  refused: 'warn',
  consented: 'accent',
  orderDrafted: 'accent',
  awaitingStart: 'accent',
  active: 'good',
  conflict: 'bad',
  ended: 'plain',
};

export function PairStateMark(props: { readonly state: PairState['state'] }) {
  const { t } = useTexts();
  return <Mark kind={kinds[props.state]}>{t.pairs.stateName[props.state]}</Mark>;
}
