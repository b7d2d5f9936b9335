import { existsSync } from 'node:fs';
import { UsageError, type CommandContext } from '../command-line/command.ts';
import { isOpenToOthers, readKeyFile } from '../keys/key-file.ts';
import { openOperatorSession, type OperatorSession } from './operator-session.ts';
import { connectToRelay } from './relay-connection.ts';
import { findRunning } from './running-relay.ts';
import { withOwnRelay } from './with-own-relay.ts';

type Action<T> = (session: OperatorSession) => Promise<T>;

async function atRelay<T>(context: CommandContext, url: string, action: Action<T>): Promise<T> {
  const { data, clock, random, texts } = context;
  if (!existsSync(data.operatorKey)) throw new UsageError(texts.noOperatorKey(data.operatorKey));
  if (isOpenToOthers(data.operatorKey)) {
    throw new UsageError(texts.openFilePermissions(data.operatorKey));
  }
  const key = await readKeyFile(data.operatorKey);
  const connection = await connectToRelay({ url, signer: key.signer, clock });
  try {
    return await action(openOperatorSession({ connection, key, clock, random }));
  } finally {
    await connection.close();
  }
}

/**
 * Does something as the operator: through the running relay, or, where none runs, through one that
 * is started on this computer for as long as it takes. Either way the gate is the same.
 */
export async function withOperator<T>(context: CommandContext, action: Action<T>): Promise<T> {
  const { data } = context;
  const running = await findRunning(data.running);
  if (running !== undefined) return atRelay(context, running.url.replace(/^http/, 'ws'), action);
  return withOwnRelay(data, (relay) =>
    atRelay(context, `ws://127.0.0.1:${relay.address.port}`, action),
  );
}
