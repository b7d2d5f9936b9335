import type { Scheduler } from './scheduler.ts';

/** Virtual time that a promise may take. */
const limitMs = 120_000;

/** Lets time pass until a promise is settled. */
export async function pump<Value>(scheduler: Scheduler, promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  promise.then(settle, settle);
  const untilMs = scheduler.nowMs + limitMs;
  await scheduler.settle();
  while (!isSettled && scheduler.nowMs < untilMs) await scheduler.advance(5);
  if (!isSettled) throw new Error('a promise was never settled');
  return promise;
}
