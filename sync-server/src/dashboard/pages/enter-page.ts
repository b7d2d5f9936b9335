import { html, raw } from 'hono/html';
import type { Language } from '@nastavnik/core/kernel';
import { documentFrame } from '../layout/page.ts';
import { wordsOf, type Markup } from '../layout/view.ts';

/** A page with one sentence and at most one thing to do. */
export function messagePage(
  language: Language,
  page: {
    readonly title: string;
    readonly text: string;
    readonly link?: Markup;
    readonly refresh?: string;
  },
): Markup {
  return documentFrame({
    language,
    title: page.title,
    head: html``,
    body: html`<h1>${page.title}</h1>
      <p class="note">${page.text}</p>
      ${page.link ?? ''}`,
    ...(page.refresh === undefined
      ? {}
      : { extra: html`<meta http-equiv="refresh" content="0; url=${page.refresh}" />` }),
  });
}

/**
 * Shown when a ticket was taken. A page of its own and not a redirect: a strict cookie is not sent
 * along a redirect that began on another site.
 */
export function enteredPage(language: Language): Markup {
  const words = wordsOf(language).enter;
  const target = `/district?lang=${language}`;
  return messagePage(language, {
    title: words.title,
    text: words.done,
    link: html`<p><a href="${target}">${words.go}</a></p>`,
    refresh: target,
  });
}

/** Shows the code of an invitation link. The code is in the fragment, so no server ever sees it. */
export function joinPage(language: Language): Markup {
  const words = wordsOf(language).join;
  return documentFrame({
    language,
    title: words.title,
    head: html``,
    body: html`<h1>${words.title}</h1>
      <p class="note">${words.how}</p>
      <p><code id="code" data-missing="${words.missing}"></code></p>
      <noscript><p>${words.withoutScript}</p></noscript>`,
    extra: html`<script src="/join.js" defer></script>`,
  });
}

/** The script of the join page, served as a file because the pages allow no inline script. */
export const joinScript = raw(`const code = document.getElementById('code');
code.textContent = location.hash.slice(1) || code.dataset.missing;
`).toString();
