import { z } from 'zod';
import {
  bytesTextSchema,
  changeHashSchema,
  documentIdSchema,
  instantMsSchema,
  invitationIdSchema,
  keyIdSchema,
  logIdSchema,
} from '../kernel/index.ts';
import { limits } from './limits.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const peerId = z.string().max(200);
/** A membership entry; `core/access` parses it, since protocol stands below access. */
const entry = z.unknown();
const heads = z.array(changeHashSchema).max(limits.maxHeads);

/** Before sign-in: answers the relay's `challenge`. `sig` is over `signInPayload`. */
export const signInFrames = [
  z.strictObject({
    type: z.literal('auth'),
    protocol: z.literal(1),
    kid: keyIdSchema,
    alg: z.enum(['Ed25519', 'ES256']),
    sig: bytesTextSchema,
    clientTimeMs: instantMsSchema,
    /** 32 bytes that the relay signs in `welcome`; without them it proves nothing. */
    clientNonce: bytesTextSchema.optional(),
  }),
  /** Asks what an invitation is for; the id is the hash of the key the code derives. */
  z.strictObject({ type: z.literal('invitation'), invitationId: invitationIdSchema }),
  /**
   * Accepts it: an `add-device` entry with the invitation's proof, and both signatures over the
   * relay's nonce, so that neither half can be replayed.
   */
  z.strictObject({
    type: z.literal('accept-invitation'),
    protocol: z.literal(1),
    entry,
    invitationId: invitationIdSchema,
    invitationSig: bytesTextSchema,
    deviceSig: bytesTextSchema,
    clientTimeMs: instantMsSchema,
    clientNonce: bytesTextSchema.optional(),
  }),
] as const;

/** automerge-repo's websocket protocol v1, as stock clients speak it. Sender ids are overwritten. */
export const repoFrames = [
  z.object({
    type: z.literal('join'),
    senderId: peerId,
    peerMetadata: z.unknown(),
    supportedProtocolVersions: z.array(z.string().max(20)).max(10),
  }),
  z.object({ type: z.literal('leave'), senderId: peerId }),
  z.object({
    type: z.enum(['sync', 'request']),
    senderId: peerId,
    targetId: peerId,
    documentId: documentIdSchema,
    data: bytes,
  }),
  z.object({
    type: z.literal('doc-unavailable'),
    senderId: peerId,
    targetId: peerId,
    documentId: documentIdSchema,
  }),
  z.object({
    type: z.literal('ephemeral'),
    senderId: peerId,
    targetId: peerId,
    count: z.number().int().nonnegative(),
    sessionId: z.string().max(100),
    documentId: documentIdSchema,
    data: bytes,
  }),
  z.object({ type: z.enum(['remote-subscription-change', 'remote-heads-changed']) }),
] as const;

/** Our own frames, which a stock client never sends. */
export const controlFrames = [
  /** Asks for documents changed since `cursor` (0 = all), answered by `catalogue`. */
  z.strictObject({ type: z.literal('catalogue'), cursor: z.number().int().nonnegative() }),
  /** Asks for entries of a membership log from `fromSeq` on, answered by `log`. */
  z.strictObject({
    type: z.literal('log'),
    logId: logIdSchema,
    fromSeq: z.number().int().nonnegative(),
  }),
  /** Submits a membership entry, answered by `sequenced` or `refused`. */
  z.strictObject({ type: z.literal('submit'), entry }),
  /**
   * Claims changes as this device's; `sig` is over `attestationPayload`. Answered by `receipt`.
   * With `author` the claim is another device's, forwarded before its changes; `receipt` is this
   * relay's own for it, where there is one.
   */
  z.strictObject({
    type: z.literal('attest'),
    documentId: documentIdSchema,
    hashes: z.array(changeHashSchema).min(1).max(limits.maxChangesPerMessage),
    sig: bytesTextSchema,
    author: keyIdSchema.optional(),
    receipt: z.strictObject({ atMs: instantMsSchema, sig: bytesTextSchema }).optional(),
  }),
  /** After `rejected`: the relay's version has been taken over; asks for a writable state. */
  z.strictObject({ type: z.literal('replaced'), documentId: documentIdSchema, heads }),
  /** Asks for a one-use ticket to the relay's pages; answered by `ticket`. */
  z.strictObject({ type: z.literal('ticket') }),
  /** Lists late edits of revoked devices that wait for a decision; answered by `quarantine`. */
  z.strictObject({ type: z.literal('quarantine'), logId: logIdSchema }),
  /**
   * `accept` is answered by `quarantined-changes` from the `from`-th change on and keeps the item;
   * `discard` removes it.
   */
  z.strictObject({
    type: z.literal('quarantine-decision'),
    quarantineId: z.string().max(64),
    decision: z.enum(['accept', 'discard']),
    from: z.number().int().nonnegative().optional(),
  }),
  /** Asks for the relay's word and time on an approval; answered by `countersigned`. */
  z.strictObject({ type: z.literal('countersign'), approval: z.unknown() }),
  /**
   * Hands sequenced entries back to a relay that shows fewer than this device holds, in order;
   * answered by `restored`, or `refused` about `restore` where the histories differ.
   */
  z.strictObject({
    type: z.literal('restore'),
    logId: logIdSchema,
    entries: z.array(z.unknown()).min(1).max(limits.maxLogEntriesPerFrame),
  }),
  z.strictObject({ type: z.literal('ping'), atMs: instantMsSchema }),
] as const;

export const signInFrameSchema = z.discriminatedUnion('type', signInFrames);
export const sessionFrameSchema = z.union([...repoFrames, ...controlFrames]);

export type SignInFrame = z.infer<typeof signInFrameSchema>;
export type SessionFrame = z.infer<typeof sessionFrameSchema>;
export type ClientFrame = SignInFrame | SessionFrame;
