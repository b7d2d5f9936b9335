import { contentHash } from '@nastavnik/core/kernel';

/** An opaque name for a person in one organisation's tables: 32 hex digits, no way back. */
export const partyOf = (logId: string, personId: string): string =>
  contentHash(['nastavnik/party/1', logId, personId]).slice(0, 32);
