import type { Refusal } from '@nastavnik/core/kernel';

/** What a failed transaction means for a person. */
export function storageFailure(cause: unknown): Refusal {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  return { code: name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed' };
}
