import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initializeWasm } from '@automerge/automerge/slim';

/** Loads Automerge's module into this process; documents live only in document processes. */
export async function loadAutomerge(): Promise<void> {
  const address = import.meta.resolve('@automerge/automerge/automerge.wasm');
  await initializeWasm(new Uint8Array(readFileSync(fileURLToPath(address))));
}
