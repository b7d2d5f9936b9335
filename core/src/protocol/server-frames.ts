import { z } from 'zod';
import {
  bytesTextSchema,
  changeHashSchema,
  documentIdSchema,
  errorCodes,
  hashTextSchema,
  instantMsSchema,
  invitationIdSchema,
  keyIdSchema,
  logIdSchema,
  personIdSchema,
} from '../kernel/index.ts';

const refusal = {
  code: z.enum(errorCodes),
  params: z
    .record(z.string().regex(/^[a-z][A-Za-z]*$/), z.union([z.string(), z.number()]))
    .optional(),
};
const heads = z.array(changeHashSchema);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Everything a relay says. Repo frames are as automerge-repo 2.5.6 expects them. */
export const serverFrames = [
  /** First frame of every connection. `nonce` is 32 bytes, base64url. */
  z.object({
    type: z.literal('challenge'),
    protocol: z.literal(1),
    nonce: bytesTextSchema,
    relayId: keyIdSchema,
    serverTimeMs: instantMsSchema,
  }),
  z.object({
    type: z.literal('invitation-info'),
    invitationId: invitationIdSchema,
    logId: logIdSchema,
    logSeq: z.number().int(),
    personId: personIdSchema,
    roles: z.array(z.string()),
    purpose: z.enum(['join', 'device', 'recovery']),
    name: z.string(),
    expiresAtMs: instantMsSchema,
    /** `InvitationPin` of core/access, which parses it: protocol stands below access. */
    pin: z.unknown().optional(),
  }),
  /** Signed in. `logs` are the heads of the logs this person is in. */
  z.object({
    type: z.literal('welcome'),
    kid: keyIdSchema,
    personId: personIdSchema,
    peerId: z.string(),
    relay: z.object({
      kid: keyIdSchema,
      alg: z.enum(['Ed25519', 'ES256']),
      publicKey: bytesTextSchema,
    }),
    serverTimeMs: instantMsSchema,
    logs: z.array(z.object({ logId: logIdSchema, seq: z.number().int(), hash: hashTextSchema })),
    /** The relay's signature over the device's nonce and all of this frame. */
    proof: bytesTextSchema.optional(),
  }),
  z.object({
    type: z.literal('peer'),
    senderId: z.string(),
    targetId: z.string(),
    peerMetadata: z.unknown(),
    selectedProtocolVersion: z.literal('1'),
  }),
  z.object({
    type: z.literal('sync'),
    senderId: z.string(),
    targetId: z.string(),
    documentId: documentIdSchema,
    data: bytes,
  }),
  z.object({
    type: z.literal('doc-unavailable'),
    senderId: z.string(),
    targetId: z.string(),
    documentId: documentIdSchema,
  }),
  /** Presence of another person; `senderId` and `personId` are stamped by the relay. */
  z.object({
    type: z.literal('ephemeral'),
    senderId: z.string(),
    targetId: z.string(),
    personId: personIdSchema.optional(),
    count: z.number(),
    sessionId: z.string(),
    documentId: documentIdSchema,
    data: bytes,
  }),
  /** Pushed also unasked to those who asked once, for documents they do not have open. */
  z.object({
    type: z.literal('catalogue'),
    entries: z.array(
      z.object({
        documentId: documentIdSchema,
        kind: z.string(),
        logId: logIdSchema,
        heads,
        seq: z.number().int(),
      }),
    ),
    cursor: z.number().int(),
    more: z.boolean(),
  }),
  /** Pushed also unasked when a log grows. Entries are `SequencedEntry` of core/access. */
  z.object({
    type: z.literal('log'),
    logId: logIdSchema,
    entries: z.array(z.unknown()),
    more: z.boolean(),
  }),
  z.object({
    type: z.literal('sequenced'),
    entryId: z.string(),
    logId: logIdSchema,
    seq: z.number().int(),
  }),
  /** A control frame was refused; `about` is an entry id or the frame's type. */
  z.object({ type: z.literal('refused'), about: z.string(), ...refusal }),
  /** These heads of the document are on the relay's disk: tier «на узле». */
  z.object({
    type: z.literal('durable'),
    documentId: documentIdSchema,
    heads,
    seq: z.number().int(),
  }),
  /** Aggregation has passed this commit: tier «в районе». */
  z.object({
    type: z.literal('aggregated'),
    documentId: documentIdSchema,
    heads,
    seq: z.number().int(),
  }),
  /** Changes were not taken. The client keeps them as a draft and answers `replaced`. */
  z.object({
    type: z.literal('rejected'),
    documentId: documentIdSchema,
    hashes: z.array(changeHashSchema),
    ...refusal,
  }),
  z.object({ type: z.literal('writable'), documentId: documentIdSchema }),
  z.object({
    type: z.literal('receipt'),
    documentId: documentIdSchema,
    hashes: z.array(changeHashSchema),
    atMs: instantMsSchema,
    sig: bytesTextSchema,
  }),
  /** Another device's claim with this relay's receipt, to be kept and forwarded. */
  z.object({
    type: z.literal('attested'),
    documentId: documentIdSchema,
    author: keyIdSchema,
    hashes: z.array(changeHashSchema),
    sig: bytesTextSchema,
    receipt: z.object({ atMs: instantMsSchema, sig: bytesTextSchema }),
  }),
  z.object({
    type: z.literal('ticket'),
    ticket: z.string(),
    url: z.string(),
    expiresAtMs: instantMsSchema,
  }),
  z.object({
    type: z.literal('quarantine'),
    logId: logIdSchema,
    items: z.array(
      z.object({
        quarantineId: z.string(),
        documentId: documentIdSchema,
        kind: z.string(),
        kid: keyIdSchema,
        personId: personIdSchema,
        changes: z.number().int(),
        receivedAtMs: instantMsSchema,
      }),
    ),
    /** True where there are more than one frame holds: they come up as these are decided. */
    more: z.boolean().optional(),
  }),
  /** Pushed unasked to those who decide: an item came or went. */
  z.object({ type: z.literal('quarantine-changed'), logId: logIdSchema }),
  /**
   * Late edits handed to the curator, whose client writes them anew under its own name: those from
   * the `from`-th on that one frame holds.
   */
  z.object({
    type: z.literal('quarantined-changes'),
    quarantineId: z.string(),
    documentId: documentIdSchema,
    kid: keyIdSchema,
    changes: z.array(bytes),
    from: z.number().int().nonnegative(),
    more: z.boolean(),
  }),
  /** `Countersignature` of core/access over one approval; asked again, it is the same one. */
  z.object({
    type: z.literal('countersigned'),
    approvalHash: hashTextSchema,
    countersignature: z.unknown(),
  }),
  /** The log's head after taking entries back; a device that holds more may hand on. */
  z.object({
    type: z.literal('restored'),
    logId: logIdSchema,
    seq: z.number().int(),
    hash: hashTextSchema,
  }),
  z.object({ type: z.literal('pong'), atMs: instantMsSchema, serverTimeMs: instantMsSchema }),
  /** The relay is going away or closing this connection, and why. */
  z.object({
    type: z.literal('closing'),
    retryAfterMs: z.number().int().nonnegative(),
    ...refusal,
  }),
] as const;

export const serverFrameSchema = z.discriminatedUnion('type', serverFrames);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
export type ServerFrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;
