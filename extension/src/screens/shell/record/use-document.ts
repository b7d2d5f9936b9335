import { useEffect, useState } from 'preact/hooks';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView, Tier } from '../../../replica/replica.ts';
import { useWorkplace } from '../workplace.tsx';

/** A document as a screen meets it. `absent`: not on this device yet, or no right to it. */
export type OpenDocument<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'absent' }
  | {
      readonly state: 'ready';
      readonly handle: DocumentHandle<Value>;
      readonly view: DocumentView<Value>;
    };

/** Opens a document for as long as the screen stands. */
export function useDocument<Value>(documentId: DocumentId | undefined): OpenDocument<Value> {
  const { replica } = useWorkplace();
  const [opened, setOpened] = useState<DocumentHandle<Value>>();
  // A document that is followed by its address may be announced only later: then it is opened anew.
  const { size } = replica.membership.value;
  const isKnown = size > 0 && documentId !== undefined && replica.record(documentId) !== undefined;
  useEffect(() => {
    if (documentId === undefined) return undefined;
    const handle = replica.open<Value>(documentId);
    setOpened(handle);
    return () => handle.close();
  }, [replica, documentId, isKnown]);
  if (documentId === undefined) return { state: 'absent' };
  if (opened === undefined || opened.documentId !== documentId) return { state: 'loading' };
  const view = opened.view.value;
  if (view !== undefined) return { state: 'ready', handle: opened, view };
  return opened.state.value === 'unavailable' ? { state: 'absent' } : { state: 'loading' };
}

export interface SafetyView {
  readonly tier: Exclude<Tier, 'saving' | 'unsaved'> | undefined;
  readonly atMs: number | undefined;
  readonly isUnsaved: boolean;
}

/** How safe the last change of an open document is. */
export function safetyOf(handle: DocumentHandle<unknown>): SafetyView {
  const { tier, atMs } = handle.status.value;
  if (tier === 'saving' || tier === 'unsaved') {
    return { tier: undefined, atMs: undefined, isUnsaved: tier === 'unsaved' };
  }
  return { tier, atMs, isUnsaved: false };
}
