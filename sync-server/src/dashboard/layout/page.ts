import { html } from 'hono/html';
import type { PageName } from '../text/dashboard-words.ts';
import { linkTo, momentText, wordsOf, type Markup, type View } from './view.ts';
import type { Language } from '@nastavnik/core/kernel';

/** Where each page is; the order is that of the navigation. */
export const pagePaths: Readonly<Record<PageName, string>> = {
  overview: '/district',
  organisations: '/district/organisations',
  pairs: '/district/pairs',
  programmes: '/district/programmes',
  roadmap: '/district/roadmap',
};

interface Frame {
  readonly language: Language;
  readonly title: string;
  readonly head: Markup;
  readonly body: Markup;
  /** Further elements of the head: a refresh or a script of ours. */
  readonly extra?: Markup;
}

export function documentFrame({ language, title, head, body, extra }: Frame): Markup {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/district/style.css" />
        ${extra ?? ''}
      </head>
      <body>
        <a class="skip" href="#content">${wordsOf(language).skip}</a>
        ${head}
        <main id="content" tabindex="-1">${body}</main>
      </body>
    </html>`;
}

function navigation(view: View, current: PageName): Markup {
  const items = Object.entries(pagePaths).map(
    ([name, path]) =>
      html`<li>
        <a href="${linkTo(view, path)}" ${name === current ? html`aria-current="page"` : ''}
          >${view.words.pages[name as PageName]}</a
        >
      </li>`,
  );
  return html`<nav aria-label="${view.words.pages[current]}">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function freshness(view: View): string {
  const { words, figures, behind } = view;
  if (figures.asOfMs === 0) return words.nothingCounted;
  const asOf = words.asOf(momentText(view, figures.asOfMs));
  return behind === 0 ? asOf : `${asOf} · ${words.behind(behind)}`;
}

/** A page of the district with its navigation, freshness line and heading. */
export function districtPage(
  view: View,
  page: {
    readonly current: PageName;
    readonly title?: string;
    /** The address of this very page, for the other language. */
    readonly query?: Readonly<Record<string, string>>;
    readonly body: Markup;
  },
): Markup {
  const { words, figures, language } = view;
  const title = page.title ?? words.pages[page.current];
  const other: Language = language === 'ru' ? 'en' : 'ru';
  const here = linkTo({ language: other }, pagePaths[page.current], page.query);
  return documentFrame({
    language,
    title: `${title} · ${figures.name}`,
    head: html`<header class="top">
      <div>
        <strong>${figures.name}</strong>
        ${navigation(view, page.current)}
        <a class="language" lang="${other}" hreflang="${other}" href="${here}"
          >${words.otherLanguage}</a
        >
      </div>
    </header>`,
    body: html`<h1>${title}</h1>
      <p class="lead">${freshness(view)}</p>
      ${page.body}
      <footer><p>${words.noNames}</p></footer>`,
  });
}
