import { writeFileSync } from 'node:fs';
import { createInvitation, type PublicKeyRecord } from '@nastavnik/core/access';
import { calendarDate, type KeyId, type RandomSource } from '@nastavnik/core/kernel';
import type { OperationsTexts } from '../text/ru.ts';

export interface RecoveryKey {
  /** 20 characters in groups of five; exists on paper only. */
  readonly code: string;
  readonly publicKey: PublicKeyRecord;
}

/** A key that can be typed from paper: derived from its code as an invitation's key is. */
export async function createRecoveryKey(random: RandomSource): Promise<RecoveryKey> {
  const { code, invitationId, publicKey } = await createInvitation({ random });
  const kid = invitationId as string as KeyId;
  return { code, publicKey: { kid, alg: 'Ed25519', publicKey } };
}

/** Writes the sheet that is printed, put away and deleted; only the owner can read the file. */
export function writeRecoverySheet(
  path: string,
  sheet: {
    readonly key: RecoveryKey;
    readonly name: string;
    readonly atMs: number;
    readonly timeZone: string;
    readonly texts: OperationsTexts;
  },
): void {
  const { key, name, atMs, timeZone, texts } = sheet;
  const fingerprint = key.publicKey.kid.match(/.{4}/g)?.join(' ') ?? key.publicKey.kid;
  const lines = [
    texts.recoveryTitle,
    '='.repeat(texts.recoveryTitle.length),
    '',
    ...texts.recoveryBody(name, calendarDate(atMs, timeZone)),
    '',
    `${texts.recoveryCode}:  ${key.code}`,
    `${texts.recoveryFingerprint}:  ${fingerprint}`,
    '',
  ];
  writeFileSync(path, lines.join('\n'), { mode: 0o600, flag: 'wx' });
}
