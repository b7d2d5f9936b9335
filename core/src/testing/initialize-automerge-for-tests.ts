import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import { base64 } from '@scure/base';
import { initializeAutomerge } from '../documents/index.ts';

/** Starts Automerge from the bytes inside the package, in Node and in a browser alike. */
export const initializeAutomergeForTests = (): Promise<void> =>
  initializeAutomerge(base64.decode(automergeWasmBase64));
