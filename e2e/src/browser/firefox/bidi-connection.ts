/** A method of WebDriver BiDi with its parameters gives its result; rejects with the browser's words. */
export interface BidiConnection {
  send<Result = unknown>(
    method: string,
    params?: Readonly<Record<string, unknown>>,
  ): Promise<Result>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

interface Reply {
  readonly id?: number;
  readonly type?: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** Opens a session's socket. */
export async function connectBidi(address: string): Promise<BidiConnection> {
  const socket = new WebSocket(address);
  const opened = Promise.withResolvers<void>();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  socket.addEventListener('open', () => opened.resolve());
  socket.addEventListener('error', () => opened.reject(new Error(`no answer at ${address}`)));
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has gone'));
    waiting.clear();
  });
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    const asked = reply.id === undefined ? undefined : waiting.get(reply.id);
    if (reply.id === undefined || asked === undefined) return;
    waiting.delete(reply.id);
    if (reply.type === 'success') asked.resolve(reply.result);
    else asked.reject(new Error(`${reply.error}: ${reply.message}`));
  });
  await opened.promise;
  return {
    send: <Result>(method: string, params: Readonly<Record<string, unknown>> = {}) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
      return promise as Promise<Result>;
    },
  };
}
