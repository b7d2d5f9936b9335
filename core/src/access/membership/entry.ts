import { z } from 'zod';
import { roles } from '../../domain/person/role.ts';
import {
  bytesTextSchema as bytesText,
  documentIdSchema,
  entryIdSchema,
  fail,
  hashTextSchema as hashText,
  instantMsSchema as instantMs,
  invitationIdSchema,
  keyIdSchema,
  logIdSchema,
  ok,
  personIdSchema,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import { deviceSchema, publicKeySchema } from '../keys/public-key.ts';
import { invitationPinSchema } from '../invitations/invitation-pin.ts';
import { documentKinds, parts } from '../rights/document-record.ts';

const audienceSchema = z
  .array(z.strictObject({ personId: personIdSchema, part: z.enum(parts) }))
  .max(200);

/** Bodies by entry type. */
const entryBodySchemas = {
  found: z.strictObject({
    level: z.enum(['district', 'organisation']),
    name: z.string().min(1).max(300),
    districtLogId: logIdSchema.optional(),
    operatorPersonId: personIdSchema,
    operator: deviceSchema,
    sequencer: publicKeySchema,
    recovery: publicKeySchema,
    timeZone: z.string().min(1).max(60),
  }),
  'add-member': z.strictObject({ personId: personIdSchema, roles: z.array(z.enum(roles)).min(1) }),
  'set-role': z.strictObject({ personId: personIdSchema, roles: z.array(z.enum(roles)) }),
  'add-device': z.strictObject({
    personId: personIdSchema,
    device: deviceSchema,
    /** The invitation's signature over the device: who holds the code let this device in. */
    invitation: z.strictObject({ invitationId: invitationIdSchema, proof: bytesText }).optional(),
    /**
     * The new device's own signature, when another device of the person brings it in: nobody can
     * enter a key that is not theirs.
     */
    possession: bytesText.optional(),
  }),
  'revoke-device': z.strictObject({ kid: keyIdSchema }),
  invite: z.strictObject({
    invitationId: invitationIdSchema,
    publicKey: bytesText,
    personId: personIdSchema,
    purpose: z.enum(['join', 'device', 'recovery']),
    expiresAtMs: instantMs,
    /** What the code's holder must find behind it, signed by the invitation's own key. */
    pin: invitationPinSchema.optional(),
  }),
  grant: z.strictObject({
    grantId: entryIdSchema,
    personId: personIdSchema,
    documentId: documentIdSchema,
  }),
  'revoke-grant': z.strictObject({ grantId: entryIdSchema }),
  'create-document': z.strictObject({
    documentId: documentIdSchema,
    kind: z.enum(documentKinds),
    audience: audienceSchema,
    subjects: z.array(personIdSchema).max(200),
  }),
  'drop-document': z.strictObject({
    documentId: documentIdSchema,
    successor: documentIdSchema.optional(),
  }),
  policy: z.strictObject({
    key: z.string().max(60),
    value: z.union([z.string().max(300), z.number(), z.boolean()]),
  }),
  handover: z.strictObject({
    sequencer: publicKeySchema,
    /** The district that an organisation founded on its own joins with its first relay. */
    districtLogId: logIdSchema.optional(),
  }),
} as const;

export type EntryType = keyof typeof entryBodySchemas;
export const entryTypes = Object.keys(entryBodySchemas) as EntryType[];
export type EntryBodies = {
  readonly [Type in EntryType]: z.infer<(typeof entryBodySchemas)[Type]>;
};
export type EntryBody = EntryBodies[EntryType];

/** A body together with its type, so that a switch narrows it. */
export type TypedBody = {
  [Type in EntryType]: { readonly type: Type; readonly body: EntryBodies[Type] };
}[EntryType];

export const isEntryType = (text: string): text is EntryType =>
  Object.hasOwn(entryBodySchemas, text);

/** The body checked against its type's schema; `entry-invalid` otherwise. */
export function parseBody(type: EntryType, body: unknown): Result<TypedBody, Refusal> {
  const parsed = entryBodySchemas[type].safeParse(body);
  if (!parsed.success) return fail({ code: 'entry-invalid' });
  return ok({ type, body: parsed.data } as TypedBody);
}

/** What an author signs. `bodyHash` is the content hash of the body, so a body may be withheld. */
export const innerEntrySchema = z.strictObject({
  v: z.literal(1),
  logId: logIdSchema,
  entryId: entryIdSchema,
  type: z.string().max(40),
  bodyHash: hashText,
  /** The last seq the author had seen: what the author's rights were judged against. */
  basedOnSeq: z.number().int().min(-1),
  atMs: instantMs,
  kid: keyIdSchema,
});
export type InnerEntry = z.infer<typeof innerEntrySchema>;

/** An entry as its author submits it. */
export const signedEntrySchema = z.strictObject({
  inner: innerEntrySchema,
  sig: bytesText,
  body: z.unknown(),
});
export type SignedEntry = z.infer<typeof signedEntrySchema>;

/** What the sequencer signs: the place of one inner entry in the chain. */
export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  logId: logIdSchema,
  seq: z.number().int().nonnegative(),
  /** Content hash of the previous envelope; 64 zeros at seq 0. */
  prevHash: hashText,
  innerHash: hashText,
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An entry as everyone stores and checks it; `body` is absent where the reader has no right. */
export const sequencedEntrySchema = z.strictObject({
  envelope: envelopeSchema,
  envelopeSig: bytesText,
  inner: innerEntrySchema,
  sig: bytesText,
  body: z.unknown().optional(),
});
export type SequencedEntry = z.infer<typeof sequencedEntrySchema>;
