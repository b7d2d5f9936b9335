interface Followed<T> {
  readonly value: T;
  subscribe(listener: (value: T) => void): () => void;
}

const limitMs = 15_000;

const shown = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner instanceof Map ? [...inner.keys()] : inner,
  )?.slice(0, 600) ?? 'nothing';

/** Resolves with the first value of a signal that passes `look`; rejects after fifteen seconds. */
export function until<T>(
  followed: Followed<T>,
  look: (value: T) => boolean,
  what: string,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(
    () => reject(new Error(`${what} did not come: ${shown(followed.value)}`)),
    limitMs,
  );
  const stop = followed.subscribe((value) => {
    if (look(value)) resolve(value);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}
