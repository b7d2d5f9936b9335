/** Every number a peer is held to, with its unit in its name and its reason beside it. */
export const limits = {
  /** A sign-in message is a key id and a signature. */
  maxFrameBytesBeforeSignIn: 2_048,
  /** An invitation is accepted with a whole signed entry. */
  maxJoinFrameBytes: 8_192,
  /** Invitation look-up and acceptance are two messages; sign-in is one. */
  maxMessagesBeforeSignIn: 3,
  signInTimeoutMs: 5_000,
  maxConnectionsBeforeSignInPerAddress: 20,
  /** Four times the largest piece our adapter uploads. */
  maxFrameBytes: 1_048_576,
  /** Our adapter splits uploads here: ten thousand changes otherwise are one 1.7 MB message. */
  uploadSplitBytes: 262_144,
  /** Typing makes about ten frames a second; the rest is slack for catching up. */
  framesPerSecond: 200,
  frameBurst: 2_000,
  bytesPerSecond: 2_097_152,
  byteBurst: 8_388_608,
  maxChangeBytes: 262_144,
  maxInflatedBytes: 8_388_608,
  maxOperationsPerChange: 20_000,
  maxOperationsPerDocument: 2_000_000,
  maxChangesPerMessage: 2_000,
  maxHeads: 256,
  /** Changes held because a dependency has not come yet, per connection and document. */
  maxStagedChanges: 10_000,
  maxStagedBytes: 4_194_304,
  maxPendingDocumentsPerConnection: 100,
  maxEphemeralBytes: 4_096,
  /** A cursor that follows typing is ten a second in each of a few open documents. */
  ephemeralPerSecond: 40,
  ephemeralBurst: 120,
  /** What one device may leave for a curator after it was revoked: months of a teacher's work. */
  maxQuarantinedBytesPerDevice: 4_194_304,
  maxQuarantineItemsPerFrame: 500,
  maxCatalogueEntriesPerFrame: 500,
  maxLogEntriesPerFrame: 200,
  invitationTries: 5,
  invitationLockMs: 15 * 60_000,
  ticketLifetimeMs: 60_000,
  pingIntervalMs: 20_000,
  drainTimeoutMs: 8_000,
} as const;
