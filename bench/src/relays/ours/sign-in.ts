import { answerChallenge, type DeviceKey } from '@nastavnik/core/access';
import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { serverFrameSchema } from '@nastavnik/core/protocol';
import type { SignIn } from '../../automerge/sync-peer.ts';

/** What a device key owes our relay before it may join: one signature over the challenge. */
export function deviceSignIn(url: string, { signer }: DeviceKey): SignIn {
  return {
    answer: async (frame) => {
      if (frame.type !== 'challenge') return undefined;
      const challenge = serverFrameSchema.parse(frame);
      if (challenge.type !== 'challenge') return undefined;
      return answerChallenge({
        signer,
        challenge,
        origin: new URL(url).host,
        clock: systemClock,
        random: systemRandom,
      });
    },
    isLetIn: (frame) => frame.type === 'welcome',
  };
}
