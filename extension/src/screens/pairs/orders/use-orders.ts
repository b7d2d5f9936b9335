import { parsePlainDate, type PairFacts } from '@nastavnik/core/domain';
import { pairCommands } from '@nastavnik/core/documents';
import { fail } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useStanding } from '../../shell/record/use-standing.ts';
import { statementFor, type StatementKey } from '../../shell/signing/statement.ts';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import type { OrderSectionProps } from './OrderSection.tsx';
import type { PairContext } from '../page/use-pair.ts';

/** Orders about the pair: curator or head records, the head signs. */
export function useOrders(context: PairContext, facts: PairFacts | undefined): OrderSectionProps {
  const { replica, announce } = useWorkplace();
  const speech = useTexts();
  const { t } = speech;
  const { today } = useToday();
  const standing = useStanding(context.handle.documentId);
  const action = useAction();
  const { handle, view, approvalsId } = context;
  const pair = view.value;
  const statementOf = (purpose: 'start' | 'end'): StatementKey =>
    purpose === 'start' ? 'order/1' : 'end-order/1';
  return {
    orders: pair.orders.map((order) => {
      const isSigned = facts?.orders.find(({ orderId }) => orderId === order.id)?.isSigned ?? false;
      const canSign = !isSigned && standing.has('orgHead') && approvalsId !== undefined;
      return {
        key: order.id,
        purpose: order.purpose,
        number: order.number,
        date: order.date,
        from: order.from,
        isSigned,
        signature: !isSigned
          ? undefined
          : order.isSignedOnPaper
            ? t.pairs.orderOnPaper
            : t.pairs.signatureValid,
        statement: canSign ? t.statements[statementOf(order.purpose)] : undefined,
      };
    }),
    canRecord: standing.has('curator', 'orgHead') && view.writable,
    today,
    busy: action.busy,
    refusal: action.refusal,
    onRecord: (order, done) =>
      action.run(async () => {
        const date = parsePlainDate(order.date);
        if (!date.ok) return date;
        const from = parsePlainDate(order.from);
        if (!from.ok) return from;
        return handle.change(t.labels.recordOrder, pairCommands.orders.add, {
          purpose: 'start' as const,
          number: order.number,
          date: date.value,
          from: from.value,
          isSignedOnPaper: order.isSignedOnPaper,
        });
      }, done),
    onSign: (key, done) => {
      const purpose = pair.orders.find(({ id }) => id === key)?.purpose ?? 'start';
      action.run(
        async () =>
          approvalsId === undefined
            ? fail({ code: 'document-unavailable' })
            : replica.sign({
                documentId: view.documentId,
                approvalsId,
                purpose: purpose === 'start' ? 'order' : 'endOrder',
                role: 'orgHead',
                statement: statementFor(speech, statementOf(purpose)),
              }),
        () => {
          announce(t.common.signed);
          done();
        },
      );
    },
  };
}
