import { z } from 'zod';
import { fail, logIdSchema, ok, type Refusal, type Result } from '../../kernel/index.ts';
import { publicKeySchema } from '../keys/public-key.ts';

/** What an operator gives to people who worked without a relay: where theirs is and its key. */
const relayCardSchema = z.strictObject({
  kind: z.literal('nastavnik/relay'),
  v: z.literal(1),
  /** Websocket address. */
  relayUrl: z.url({ protocol: /^wss?$/ }).max(300),
  sequencer: publicKeySchema,
  /** The district whose people will see the organisation's records as any other's. */
  districtLogId: logIdSchema,
  district: z.string().min(1).max(300),
});

export type RelayCard = z.infer<typeof relayCardSchema>;

/** One line to paste. */
export const relayCardText = (card: Omit<RelayCard, 'kind' | 'v'>): string =>
  JSON.stringify({ kind: 'nastavnik/relay', v: 1, ...card });

/** `file-malformed` for any other text. */
export function parseRelayCard(text: string): Result<RelayCard, Refusal> {
  try {
    const parsed = relayCardSchema.safeParse(JSON.parse(text.trim()));
    return parsed.success ? ok(parsed.data) : fail({ code: 'file-malformed' });
  } catch {
    return fail({ code: 'file-malformed' });
  }
}
