import { initializeAutomerge } from '@nastavnik/core/documents';
import { browser } from 'wxt/browser';
import { browserEnvironment } from './browser-environment.ts';
import { hostReplicas, type ReplicaHost } from './host-replicas.ts';

let host: Promise<ReplicaHost> | undefined;

async function start(): Promise<ReplicaHost> {
  await initializeAutomerge(browser.runtime.getURL('/automerge.wasm' as never));
  return hostReplicas(browserEnvironment);
}

/** Hosts replicas in this context; the promise is kept because every pulse asks. */
export async function hostHere(): Promise<void> {
  host ??= start();
  await (await host).refresh();
}
