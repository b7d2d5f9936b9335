import type { ErrorCode } from '../kernel/index.ts';

/** Websocket close codes of protocol v1; `retry` tells a client whether trying again can help. */
export const closeCodes = {
  'frame-malformed': { code: 4400, retry: 'later' },
  'frame-unexpected': { code: 4401, retry: 'later' },
  'sign-in-refused': { code: 4403, retry: 'never' },
  'device-revoked': { code: 4404, retry: 'never' },
  'sign-in-timeout': { code: 4408, retry: 'later' },
  'frame-too-large': { code: 1009, retry: 'later' },
  'protocol-version': { code: 4426, retry: 'never' },
  'rate-limited': { code: 4429, retry: 'later' },
  'relay-draining': { code: 1012, retry: 'soon' },
  internal: { code: 1011, retry: 'later' },
} as const satisfies Partial<
  Record<ErrorCode, { code: number; retry: 'soon' | 'later' | 'never' }>
>;

export type CloseReason = keyof typeof closeCodes;

/** The reason behind a close code; `internal` for a code that is not ours. */
export function closeReason(code: number): CloseReason {
  const found = (Object.keys(closeCodes) as CloseReason[]).find(
    (key) => closeCodes[key].code === code,
  );
  return found ?? 'internal';
}
