import { describeRefusal, type Language, type Refusal, type Result } from '../../kernel/index.ts';
import { reportTextsEn } from './texts.en.ts';
import { reportTextsRu, type ReportTexts } from './texts.ru.ts';
import type { ExportReport, VerifiedRecord } from './verify-signed-export.ts';

type Line = Exclude<keyof ReportTexts, 'states'>;

function reportTexts(language: Language): ReportTexts {
  return language === 'ru' ? reportTextsRu : reportTextsEn;
}

/** One line of the report or of its command; `{name}` is filled from `values`. */
export function reportLine(
  language: Language,
  line: Line,
  values: Readonly<Record<string, string>> = {},
): string {
  return reportTexts(language)[line].replace(/\{(\w+)\}/g, (_match, name: string) =>
    String(values[name] ?? '…'),
  );
}

const instant = (atMs: number): string => new Date(atMs).toISOString();

function describeRecord(
  language: Language,
  { approval, state, countersignedAtMs }: VerifiedRecord,
): string[] {
  const { purpose, signer, signedAtMs } = approval;
  const line = reportLine(language, 'record', {
    purpose,
    role: signer.role,
    member: signer.memberId,
    at: instant(signedAtMs),
    state: reportTexts(language).states[state],
  });
  if (countersignedAtMs === undefined) return [line];
  return [line, reportLine(language, 'countersigned', { at: instant(countersignedAtMs) })];
}

/** The report a person reads about a file of signatures: one line per fact. */
export function describeExport(
  result: Result<ExportReport, Refusal>,
  language: Language,
): readonly string[] {
  if (!result.ok) return [describeRefusal(result.error, language)];
  const { name, operatorKid, documentKind, documentId, records, isGood } = result.value;
  return [
    reportLine(language, 'log', { name, kid: operatorKid }),
    reportLine(language, 'document', { kind: documentKind, id: documentId }),
    reportLine(language, 'chain'),
    ...records.flatMap((record) => describeRecord(language, record)),
    ...(records.length === 0 ? [reportLine(language, 'none')] : []),
    reportLine(language, isGood ? 'good' : 'bad'),
  ];
}
