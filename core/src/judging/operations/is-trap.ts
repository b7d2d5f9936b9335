/** True for a trap of the wasm module, after which every document of this process is lost. */
export function isTrap(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'RuntimeError' || /unreachable|terminated|out of memory/i.test(error.message))
  );
}
