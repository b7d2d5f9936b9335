import { AppError } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { exitCodes } from '../../exit-codes.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { withOperator } from '../../loopback/with-operator.ts';
import type { Command } from '../command.ts';

/** `ticket`: a one-use link to the district's pages for a browser without the extension. */
export const ticket: Command = async (context) => {
  const { data, texts, say, report } = context;
  // A ticket lives in the memory of a relay, so one that is started for the purpose is no use.
  if ((await findRunning(data.running)) === undefined) throw new AppError('relay-unreachable');
  const issued = await withOperator(context, async ({ connection }) => {
    const answer = connection.next('ticket');
    connection.send({ type: 'ticket' });
    return answer;
  });
  say(texts.ticket(issued.url, Math.round(limits.ticketLifetimeMs / 1_000)));
  report({ url: issued.url, expiresAtMs: issued.expiresAtMs });
  return exitCodes.done;
};
