/** What pages of the extension tell the background and the offscreen document. */
export type BackgroundMessage =
  /** A page has opened: somebody must stay to sync when it closes. */
  | { readonly type: 'page-opened' }
  /** A person has joined or was erased on this computer. */
  | { readonly type: 'profiles-changed' };

/** The message, or undefined for anything else that travels on the same bus. */
export function parseBackgroundMessage(message: unknown): BackgroundMessage | undefined {
  const type = (message as { readonly type?: unknown } | null)?.type;
  return type === 'page-opened' || type === 'profiles-changed' ? { type } : undefined;
}
