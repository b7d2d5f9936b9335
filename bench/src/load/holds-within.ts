/** Waits until the predicate holds, checked every five milliseconds; false after `limitMs`. */
export async function holdsWithin(predicate: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!predicate()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}
