/** Every number a peer is held to, with its unit in its name and its reason beside it. */
export const limits = {
  /** A sign-in message is a key id and a signature. */
  maxFrameBytesBeforeSignIn: 2_048,
  /** An invitation is accepted with a whole signed entry. */
  maxJoinFrameBytes: 8_192,
  /** Invitation look-up and acceptance are two messages; sign-in is one. */
  maxMessagesBeforeSignIn: 3,
  /** Three messages of the largest kind and their framing; more is no sign-in, however it is cut. */
  maxBytesBeforeSignIn: 32_768,
  signInTimeoutMs: 5_000,
  maxConnectionsBeforeSignInPerAddress: 20,
  /** Connections that come to nothing; one that signs in is given back, so a school may come at once. */
  connectionsPerSecondPerAddress: 20,
  connectionBurstPerAddress: 200,
  /** From all addresses together: a sign-in takes milliseconds, so these are not people. */
  maxConnectionsBeforeSignIn: 1_000,
  /** Addresses remembered for the above; the quietest are forgotten first. */
  maxAddresses: 10_000,
  /** Ten times the people of the largest district measured; each costs some 50 KiB. */
  maxConnections: 10_000,
  /** One computer holds one connection, and for a moment its successor; the oldest goes. */
  maxConnectionsPerDevice: 16,
  /** A browser sends its headers in one packet. */
  headersTimeoutMs: 10_000,
  /** Pages take no uploads: a whole request is here by then. */
  requestTimeoutMs: 15_000,
  /** Half of what Node would take; ours are under one kilobyte. */
  maxHeaderBytes: 8_192,
  /** Four times the largest piece our adapter uploads. */
  maxFrameBytes: 1_048_576,
  /** A log's longest answer has some forty thousand values; the deepest entry has nine levels. */
  maxFrameItems: 100_000,
  maxFrameDepth: 64,
  /** Browsers cut a large message into a few dozen pieces. */
  maxFragments: 1_024,
  /** Pieces of one message as the network brought them: a mebibyte in packets of 256 bytes. */
  maxBufferedChunks: 4_096,
  /** Heard and not handled yet, per connection; beyond either its socket is not read. */
  maxWaitingFrames: 256,
  maxWaitingBytes: 2_097_152,
  /** Said and not read by the peer: the largest document and then some. */
  maxUnreadBytes: 33_554_432,
  /** Our adapter splits uploads here: ten thousand changes otherwise are one 1.7 MB message. */
  uploadSplitBytes: 262_144,
  /** Typing makes about ten frames a second; the rest is slack for catching up. */
  framesPerSecond: 200,
  frameBurst: 2_000,
  bytesPerSecond: 2_097_152,
  byteBurst: 8_388_608,
  /** A connection is warned when it has less than this share of a burst left. */
  warnBelowShare: 0.25,
  maxChangeBytes: 262_144,
  maxInflatedBytes: 8_388_608,
  maxOperationsPerChange: 20_000,
  maxOperationsPerDocument: 2_000_000,
  maxChangesPerMessage: 2_000,
  maxHeads: 256,
  /** Changes held because a dependency has not come yet, per connection and document. */
  maxStagedChanges: 10_000,
  maxStagedBytes: 4_194_304,
  /** Handed to documents and not served yet; beyond either the connection's next frame waits. */
  maxPendingDocumentsPerConnection: 100,
  maxPendingBytesPerConnection: 4_194_304,
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
