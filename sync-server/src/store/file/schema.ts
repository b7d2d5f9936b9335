/** One step per release that changed the tables; a step, once released, is never edited. */
export const schemaSteps: readonly string[] = [
  `
  CREATE TABLE documents (
    documentId TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    logId TEXT NOT NULL,
    heads TEXT NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX documentsBySeq ON documents (seq);
  CREATE TABLE commits (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    documentId TEXT NOT NULL,
    heads TEXT NOT NULL,
    kid TEXT,
    changes INTEGER NOT NULL,
    atMs INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE changes (
    documentId TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    author TEXT,
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL,
    commitSeq INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (documentId, hash)
  ) STRICT;
  CREATE INDEX changesByCommit ON changes (documentId, commitSeq, place);
  CREATE TABLE snapshots (
    documentId TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    gateIndex TEXT NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE entries (
    logId TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (logId, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE attestations (
    documentId TEXT NOT NULL,
    kid TEXT NOT NULL,
    sig TEXT NOT NULL,
    hashes TEXT NOT NULL,
    receiptAtMs INTEGER NOT NULL,
    receiptSig TEXT NOT NULL,
    PRIMARY KEY (documentId, kid, sig)
  ) STRICT;
  CREATE TABLE refusals (
    id INTEGER PRIMARY KEY,
    documentId TEXT NOT NULL,
    hashes TEXT NOT NULL,
    code TEXT NOT NULL,
    kid TEXT NOT NULL,
    atMs INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX refusalsByDocument ON refusals (documentId);
  CREATE TABLE quarantine (
    quarantineId TEXT PRIMARY KEY,
    logId TEXT NOT NULL,
    documentId TEXT NOT NULL,
    kind TEXT NOT NULL,
    kid TEXT NOT NULL,
    personId TEXT NOT NULL,
    receivedAtMs INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX quarantineByLog ON quarantine (logId);
  CREATE TABLE quarantinedChanges (
    quarantineId TEXT NOT NULL REFERENCES quarantine ON DELETE CASCADE,
    place INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (quarantineId, place)
  ) STRICT;
  CREATE TABLE cursors (consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
  `,
  `
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    kid TEXT,
    personId TEXT,
    code TEXT,
    times INTEGER,
    objects TEXT NOT NULL,
    prevHash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER auditStays BEFORE UPDATE ON audit
    BEGIN SELECT raise(ABORT, 'audit records never change'); END;
  CREATE TRIGGER auditIsKept BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'audit records are never removed'); END;
  CREATE TABLE countersignatures (
    approvalHash TEXT PRIMARY KEY,
    countersignature TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Snapshots get a digest, and are made anew; old changes move into packs; damaged ones stay, apart.
  `
  DROP TABLE snapshots;
  CREATE TABLE snapshots (
    documentId TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    gateIndex BLOB NOT NULL,
    seq INTEGER NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE packs (
    documentId TEXT NOT NULL,
    packNo INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    bytes BLOB NOT NULL,
    isProved INTEGER NOT NULL,
    PRIMARY KEY (documentId, packNo)
  ) STRICT;
  CREATE TABLE damagedChanges (
    documentId TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    author TEXT,
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL,
    commitSeq INTEGER NOT NULL,
    place INTEGER NOT NULL,
    foundAtMs INTEGER NOT NULL,
    restoredAtMs INTEGER,
    PRIMARY KEY (documentId, hash)
  ) STRICT;
  CREATE TABLE probe (bytes BLOB NOT NULL) STRICT;
  `,
  // Why a document is not served, since when, and its last commit that was.
  `
  CREATE TABLE documentQuarantine (
    documentId TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO documentQuarantine (documentId, reason, atMs, seq)
    SELECT documentId, 'ended', 0, seq FROM documents WHERE state = 'quarantined';
  `,
];
