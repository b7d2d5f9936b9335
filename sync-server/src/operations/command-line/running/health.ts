import { findRunning } from '../../loopback/running-relay.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Command } from '../command.ts';

const timeoutMs = 5_000;

/** `health`: ends with 0 when the relay here is ready, with 75 when it is not: for supervisors. */
export const health: Command = async ({ data, texts, say, report }) => {
  const running = await findRunning(data.running);
  if (running === undefined) {
    say(texts.statusDown);
    report({ running: false, ready: false });
    return exitCodes.temporary;
  }
  const answer = await fetch(new URL('/readyz', running.url), {
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { reason } = (await answer.json()) as { reason?: string };
  say(answer.ok ? texts.watching.ready : texts.watching.notReady(reason ?? String(answer.status)));
  report({ running: true, ready: answer.ok, ...(reason !== undefined && { reason }) });
  return answer.ok ? exitCodes.done : exitCodes.temporary;
};
