import type { Language } from '@nastavnik/core/kernel';

/** Forms of a counted noun; `few` and `many` exist in Russian only. */
export interface PluralForms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** «3 изменения»: the number and the noun in the form that the language asks for. */
export function count(language: Language, amount: number, forms: PluralForms): string {
  const category = rules[language].select(amount);
  const noun = category in forms ? forms[category as keyof PluralForms] : forms.other;
  return `${amount.toLocaleString(language)}\u00a0${noun ?? forms.other}`;
}

/** Dates and times of one language, in words a person reads. */
export interface Formats {
  /** «12 мая 2026» of a calendar date `YYYY-MM-DD`; a text that is no date comes back as it is. */
  date(plainDate: string): string;
  /** «12 мая 2026 — 30 июня 2026»; an open end is «…», nothing at all is «—». */
  period(start: string | undefined, end: string | undefined): string;
  /** «12 мая 2026, 14:05» of an instant in ms. */
  instant(atMs: number): string;
  /** «14:05» when the instant is of the same day as `nowMs`, otherwise date and time. */
  recent(atMs: number, nowMs: number): string;
}

const genitive = (language: Language, timeZone?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(timeZone === undefined ? {} : { timeZone }),
  });

/** Russian long dates end in « г.»; the regulations and our tables write them without it. */
const withoutYearWord = (text: string): string => text.replace(/\s*\u0433\.$/u, '');

export function createFormats(language: Language, timeZone?: string): Formats {
  const utcDate = genitive(language, 'UTC');
  const localDate = genitive(language, timeZone);
  const time = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const dateOf = (atMs: number): string => withoutYearWord(localDate.format(atMs));
  const date = (plainDate: string): string => {
    const at = Date.parse(`${plainDate}T00:00:00Z`);
    return Number.isNaN(at) ? plainDate : withoutYearWord(utcDate.format(at));
  };
  return {
    date,
    period: (start, end) =>
      start === undefined && end === undefined
        ? '—'
        : [start, end].map((day) => (day === undefined ? '…' : date(day))).join(' — '),
    instant: (atMs) => `${dateOf(atMs)}, ${time.format(atMs)}`,
    recent: (atMs, nowMs) =>
      dateOf(atMs) === dateOf(nowMs) ? time.format(atMs) : `${dateOf(atMs)}, ${time.format(atMs)}`,
  };
}
