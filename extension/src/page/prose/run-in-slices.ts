/** Longest work before others get their turn: far below the 50 ms that a person notices. */
export const sliceMs = 8;

/**
 * Runs a search or a reading to its end in slices, with a rest after each; `undefined` when the
 * signal ends it first. A step of it has to be much shorter than a slice.
 */
export async function runInSlices<T>(
  steps: Generator<void, T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  let untilMs = performance.now() + sliceMs;
  for (;;) {
    if (signal.aborted) return undefined;
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() >= untilMs) {
      await rest();
      untilMs = performance.now() + sliceMs;
    }
  }
}

/** Other work of the thread goes first. A message is not held back to 4 ms as a timer is. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
