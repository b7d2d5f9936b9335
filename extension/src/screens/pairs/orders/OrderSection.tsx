import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FormFooter } from '../../../ui/form/FormFooter.tsx';
import { CheckField } from '../../../ui/form/CheckField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';
import { SignDialog } from '../../shell/signing/SignDialog.tsx';

export interface OrderView {
  readonly key: string;
  readonly purpose: 'start' | 'end';
  readonly number: string;
  readonly date: string;
  readonly from: string;
  readonly isSigned: boolean;
  /** Who signed and when, or that it is on paper. */
  readonly signature: string | undefined;
  /** Present when this person may sign it now. */
  readonly statement: string | undefined;
}

export interface NewOrder {
  readonly number: string;
  readonly date: string;
  readonly from: string;
  /** The signed original is on paper. */
  readonly isSignedOnPaper: boolean;
}

export interface OrderSectionProps {
  readonly orders: readonly OrderView[];
  readonly canRecord: boolean;
  readonly today: string;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onRecord: (order: NewOrder, done: () => void) => void;
  readonly onSign: (key: string, done: () => void) => void;
}

/** Orders about the pair: recorded by number and date, then signed by the head. */
export function OrderSection(props: OrderSectionProps) {
  const { t, formats } = useTexts();
  const [isRecording, setRecording] = useState(false);
  const [signing, setSigning] = useState<{ key: string; statement: string }>();
  return (
    <section class="section" aria-labelledby="order">
      <div class="row-spread">
        <h2 id="order">{t.pairs.order}</h2>
        {props.canRecord && (
          <Button onPress={() => setRecording(true)}>{t.pairs.orderRecord}</Button>
        )}
      </div>
      {props.orders.length === 0 && <p class="soft">{t.pairs.orderNone}</p>}
      <ul class="list" role="list">
        {props.orders.map((order) => (
          <li key={order.key}>
            <div class="row">
              <strong>{t.pairs.orderLine(order.number, formats.date(order.date))}</strong>
              <span>{t.pairs.orderPurpose[order.purpose]}</span>
              <Mark kind={order.isSigned ? 'good' : 'accent'}>
                {order.signature ?? t.pairs.orderUnsigned}
              </Mark>
            </div>
            <span class="small soft">
              {t.pairs.orderEffective}: {formats.date(order.from)}
            </span>
            {order.statement !== undefined && (
              <div>
                <Button
                  kind="primary"
                  onPress={() => setSigning({ key: order.key, statement: order.statement ?? '' })}
                >
                  {t.pairs.orderSign}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {isRecording && <OrderDialog {...props} onClose={() => setRecording(false)} />}
      {signing !== undefined && (
        <SignDialog
          title={t.pairs.orderSign}
          statement={signing.statement}
          confirm={t.pairs.sign}
          busy={props.busy}
          refusal={props.refusal}
          onSign={() => props.onSign(signing.key, () => setSigning(undefined))}
          onClose={() => setSigning(undefined)}
        />
      )}
    </section>
  );
}

function OrderDialog(props: OrderSectionProps & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [number, setNumber] = useState('');
  const [date, setDate] = useState(props.today);
  const [from, setFrom] = useState(props.today);
  const [isSignedOnPaper, setSignedOnPaper] = useState(false);
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (number.trim() === '' || date === '' || from === '') return;
    props.onRecord({ number: number.trim(), date, from, isSignedOnPaper }, props.onClose);
  };
  return (
    <Dialog title={t.pairs.orderRecord} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t.pairs.orderNumber}
          value={number}
          onChange={setNumber}
          maxLength={60}
          error={isTried && number.trim() === '' ? t.pairs.orderNumberNeeded : undefined}
        />
        <div class="columns">
          <TextField label={t.pairs.orderDate} type="date" value={date} onChange={setDate} />
          <TextField label={t.pairs.orderEffective} type="date" value={from} onChange={setFrom} />
        </div>
        <CheckField
          label={t.pairs.orderOnPaper}
          checked={isSignedOnPaper}
          onChange={setSignedOnPaper}
        />
        <FormFooter
          submit={t.common.save}
          busy={props.busy}
          refusal={props.refusal}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}
