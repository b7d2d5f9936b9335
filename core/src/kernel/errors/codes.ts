/**
 * Every refusal a person or a peer can meet, by area. Texts for people are in `texts.ru.ts` and
 * `texts.en.ts`; both are typed by this table, so a code without a text does not compile.
 */
export const errorCodes = [
  // the wire
  'frame-too-large',
  'frame-malformed',
  'frame-unexpected',
  'protocol-version',
  'rate-limited',
  'sign-in-timeout',
  'relay-unproved',
  'relay-changed',
  'relay-rolled-back',
  'relay-forged',
  'sign-in-refused',
  'relay-draining',
  'relay-unreachable',
  'internal',
  // membership
  'device-unknown',
  'device-revoked',
  'entry-invalid',
  'entry-forbidden',
  'log-unknown',
  'log-forked',
  'log-equivocated',
  'log-other',
  'log-newer-version',
  'invitation-unknown',
  'invitation-expired',
  'invitation-used',
  'invitation-malformed',
  'invitation-locked',
  // documents
  'document-unavailable',
  'document-newer-schema',
  'document-quarantined',
  'not-allowed',
  'author-missing',
  'author-forged',
  'actor-reserved',
  'actor-taken',
  'change-malformed',
  'change-too-large',
  'change-too-many-operations',
  'change-unresolvable',
  'value-invalid',
  'document-too-large',
  'staging-full',
  'authored-before-revocation',
  // what a form refuses
  'programme-too-short',
  'programme-too-long',
  'date-invalid',
  'text-required',
  'mentor-is-mentee',
  'pair-needs-one-mentee',
  'group-needs-two-mentees',
  'evidence-missing',
  'order-required',
  'step-out-of-turn',
  'already-entered',
  'not-found',
  'content-changed',
  'signature-invalid',
  // this device
  'storage-full',
  'storage-failed',
  'storage-damaged',
  'device-data-newer',
  'workplace-elsewhere',
  'workplace-updated',
  'profile-locked',
  'profile-wrong-pin',
  'key-lost',
  'note-key-waiting',
  'browser-too-old',
  'page-not-allowed',
  'clock-differs',
  // running a relay
  'config-unknown-key',
  'config-invalid',
  'store-locked',
  'store-newer-version',
  'store-missing',
  'store-setting-refused',
  'sqlite-too-old',
  'relay-storage-full',
  'relay-storage-failed',
  'file-malformed',
  'copy-unknown',
  'copy-damaged',
  'copy-foreign',
  // a file of changes
  'bundle-malformed',
  'bundle-too-large',
  'bundle-newer-version',
  'bundle-foreign',
  // a file of annotations
  'annotations-malformed',
  'annotations-too-many',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Values that a text may name: numbers, dates, names of settings. Never content of a document. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** A refusal as data: what crosses a context or the wire (convention E3). */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params?: ErrorParams;
}

export const isErrorCode = (text: unknown): text is ErrorCode =>
  (errorCodes as readonly unknown[]).includes(text);
