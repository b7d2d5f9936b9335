import type { html } from 'hono/html';
import { calendarDate, type Language } from '@nastavnik/core/kernel';
import type { DistrictFigures } from '../../aggregation/figures/district-figures.ts';
import { dashboardEn } from '../text/en.ts';
import type { DashboardWords } from '../text/dashboard-words.ts';
import { dashboardRu } from '../text/ru.ts';

/** A piece of a page: text in it has been escaped by the template that made it. */
export type Markup = ReturnType<typeof html>;

/** What every page is drawn from. */
export interface View {
  readonly words: DashboardWords;
  readonly language: Language;
  readonly figures: DistrictFigures;
  /** Commits that aggregation has not passed yet. */
  readonly behind: number;
}

export const wordsOf = (language: Language): DashboardWords =>
  language === 'ru' ? dashboardRu : dashboardEn;

/** A link inside the pages that keeps the chosen language; `query` in its order. */
export function linkTo(
  { language }: Pick<View, 'language'>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  return `${path}?${new URLSearchParams({ ...query, lang: language }).toString()}`;
}

/** «12 мая 2026, 14:05» in the district's time zone. */
export function momentText(view: View, atMs: number): string {
  const { timeZone } = view.figures;
  const clock = new Intl.DateTimeFormat(view.words.locale, { timeStyle: 'short', timeZone });
  return `${dateText(view, calendarDate(atMs, timeZone))}, ${clock.format(atMs)}`;
}

/** «12 мая 2026» of a calendar date; empty where there is none. */
export function dateText(view: View, date: string | undefined): string {
  if (date === undefined) return '';
  const noon = Date.parse(`${date}T12:00:00Z`);
  return new Intl.DateTimeFormat(view.words.locale, { dateStyle: 'long', timeZone: 'UTC' })
    .format(noon)
    .replace(/\s?г\.$/, '');
}

export const numberText = (view: View, n: number): string =>
  new Intl.NumberFormat(view.words.locale).format(n);
