import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import { FrameSocket } from './frame-socket.ts';

const answerLimitMs = 15_000;

/** A short talk with a relay before sign-in: one frame, one answer. */
export interface RelayTalk {
  expect<Type extends ServerFrame['type']>(
    type: Type,
  ): Promise<Result<ServerFrameOf<Type>, Refusal>>;
  send(frame: ClientFrame): void;
  close(): void;
}

type Waiting = (outcome: Result<ServerFrame, Refusal>) => void;

/** Opens a socket; frames that come before they are expected wait in order. */
export function dialRelay(socket: WebSocket): RelayTalk {
  const arrived: Result<ServerFrame, Refusal>[] = [];
  let waiting: Waiting | undefined;
  const take: Waiting = (outcome) => {
    if (waiting) waiting(outcome);
    else arrived.push(outcome);
  };
  const frames = new FrameSocket(socket, {
    onFrame: (frame) => {
      if (frame.type === 'refused' || frame.type === 'closing') {
        take(fail({ code: frame.code, ...(frame.params && { params: frame.params }) }));
      } else take(ok(frame));
    },
    onClosed: (reason) => take(fail(reason)),
  });
  const next = (): Promise<Result<ServerFrame, Refusal>> => {
    const first = arrived.shift();
    if (first) return Promise.resolve(first);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting?.(fail({ code: 'relay-unreachable' })), answerLimitMs);
      waiting = (outcome) => {
        clearTimeout(timer);
        waiting = undefined;
        resolve(outcome);
      };
    });
  };
  return {
    expect: async <Type extends ServerFrame['type']>(type: Type) => {
      for (;;) {
        const outcome = await next();
        if (!outcome.ok) return outcome;
        if (outcome.value.type === type) return ok(outcome.value as ServerFrameOf<Type>);
      }
    },
    send: (frame) => void frames.send(frame),
    close: () => frames.close({ code: 'relay-unreachable' }),
  };
}
