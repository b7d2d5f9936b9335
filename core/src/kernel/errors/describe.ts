import type { Refusal } from './codes.ts';
import { errorTextsEn } from './texts.en.ts';
import { errorTextsRu } from './texts.ru.ts';

export type Language = 'ru' | 'en';

const tables = { ru: errorTextsRu, en: errorTextsEn };

/** The sentence a person reads for a refusal; a param that is missing is shown as «…». */
export function describeRefusal(refusal: Refusal, language: Language): string {
  return tables[language][refusal.code].replace(/\{(\w+)\}/g, (_match, name: string) =>
    String(refusal.params?.[name] ?? '…'),
  );
}
