import * as A from '@automerge/automerge/slim';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../replica.ts';
import type { ReadonlySignal } from '@preact/signals';
import type { DocumentRegistry } from './open/document-registry.ts';

/** What a screen holds of an open document; `close` once, when the screen goes. */
export function openHandle<Value>(
  registry: DocumentRegistry,
  documentId: DocumentId,
): DocumentHandle<Value> {
  const document = registry.open(documentId);
  let isOpen = true;
  return {
    documentId,
    state: document.state,
    view: document.view as ReadonlySignal<DocumentView<Value> | undefined>,
    status: document.status,
    change: (label, command, args) => document.change(label, command, args),
    save: () => (document.doc ? A.save(document.doc) : new Uint8Array()),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void registry.release(documentId);
    },
  };
}
