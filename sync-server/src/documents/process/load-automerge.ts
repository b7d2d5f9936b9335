import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initializeAutomerge } from '@nastavnik/core/documents';

/** Loads Automerge's module into this process; on the relay only document processes do so. */
export async function loadAutomerge(): Promise<void> {
  const address = import.meta.resolve('@automerge/automerge/automerge.wasm');
  await initializeAutomerge(new Uint8Array(readFileSync(fileURLToPath(address))));
}
