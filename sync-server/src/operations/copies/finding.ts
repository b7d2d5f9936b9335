/** Every thing that a check of a store, a copy or a relay can find wrong. Texts are in `../text`. */
export const findingCodes = [
  // the file
  'file-missing',
  'file-size',
  'file-digest',
  'manifest-damaged',
  'key-damaged',
  'schema-newer',
  'database-damaged',
  // what it holds
  'chunk-damaged',
  'heads-differ',
  'orphan-changes',
  'log-broken',
  'counts-differ',
  'digest-differs',
  // known already and served around
  'changes-set-aside',
  'document-set-aside',
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** One thing found wrong, with ids and names of files only. */
export interface Finding {
  readonly code: FindingCode;
  /** A file, a document, a log: what is to be looked at. */
  readonly subject: string;
  readonly count?: number | undefined;
}

/** What somebody should look at, but what takes nothing from what is whole. */
const warnings: ReadonlySet<FindingCode> = new Set([
  'orphan-changes',
  'changes-set-aside',
  'document-set-aside',
]);

export const isWarning = ({ code }: Finding): boolean => warnings.has(code);

export const failuresOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => !isWarning(finding));
