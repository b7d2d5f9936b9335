import * as A from '@automerge/automerge/slim';

/** Where the wasm comes from: its bytes (relay, tests) or an address (extension). */
export type WasmSource = Uint8Array | string;

let initialisation: Promise<void> | undefined;

/**
 * Starts Automerge once per context; must have resolved before any document is touched. The
 * promise is kept because every entrypoint asks and the module can be started only once.
 */
export function initializeAutomerge(source: WasmSource): Promise<void> {
  initialisation ??= A.isWasmInitialized() ? Promise.resolve() : A.initializeWasm(source);
  return initialisation;
}
