// @vitest-environment happy-dom
import { annotationKey } from '@nastavnik/core/annotation';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gosweb } from '../portals/families/gosweb.ts';
import { genericGrid } from '../portals/generic-grid.ts';
import type { PortalAdapter } from '../portals/portal-adapter.ts';
import { servePage } from '../serve-page.ts';
import type { PageNote, PickedCell } from './page-note.ts';
import type { PagePort } from './page-port.ts';
import { createPageSession, type PageSession } from './page-session.ts';

const rule = 'Наставник и наставляемый встречаются не реже двух раз в месяц.';
const paragraphs = [
  'Положение принято педагогическим советом.',
  rule,
  'Приказ подписан директором.',
];

const render = (all: readonly string[]): void => {
  document.body.innerHTML =
    '<nav><a href="/">Главная</a></nav><main><h1>Наставничество</h1>' +
    `${all.map((one) => `<p>${one.replace('двух', '<b>двух</b>')}</p>`).join('')}</main>`;
};

let panel: AbortController;
let page: AbortController;
let crossed: unknown[];

function connect(notes: readonly PageNote[] = [], adapter: PortalAdapter = gosweb): PageSession {
  const toPage: unknown[] = [];
  let send = (message: unknown): void => void toPage.push(message);
  let hear = (_message: unknown): void => {};
  const port: PagePort = {
    post: (order) => {
      crossed.push(order);
      send(structuredClone(order));
    },
    onMessage: (listen) => (hear = listen),
    onDisconnect: () => {},
    disconnect: () => page.abort(),
  };
  const session = createPageSession({
    port,
    keys: [annotationKey(new Uint8Array(32).fill(3))],
    clock: { nowMs: () => 5 },
    notes,
    signal: panel.signal,
    describeMark: (headers) => headers,
  });
  send = servePage({
    document,
    adapter,
    remembered: { path: () => [] },
    signal: page.signal,
    isGenuine: () => true,
    send: (report) => {
      crossed.push(report);
      hear(structuredClone(report));
    },
  });
  toPage.forEach((message) => send(message));
  return session;
}

/** Selects from the middle of a word of one node to the end of another. */
async function noteRule(session: PageSession): Promise<PickedCell> {
  const [, , last] = [...document.querySelectorAll('p')][1]?.childNodes ?? [];
  const first = document.querySelectorAll('p')[1]?.firstChild;
  if (!first || !last) throw new Error('the page has no such paragraph');
  const range = document.createRange();
  range.setStart(first, 3);
  range.setEnd(last, last.textContent?.length ?? 0);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  const picked = await session.markPassage((text) => ({ text, replaced: 0 }));
  if (!picked) throw new Error('nothing was marked');
  return picked;
}

const stateOf = (session: PageSession): string | undefined =>
  session.state.value.notes[0]?.resolution.state;

beforeEach(() => {
  panel = new AbortController();
  page = new AbortController();
  crossed = [];
  render(paragraphs);
});

afterEach(() => {
  panel.abort();
  page.abort();
});

async function noteOf(adapter: PortalAdapter): Promise<PageNote> {
  const { scope, address } = await noteRule(connect([], adapter));
  panel.abort();
  panel = new AbortController();
  page = new AbortController();
  return { id: 'n1', scope, address };
}

test('[A.4] a selected passage is noted in whole words and found again on the same page', async () => {
  const note = await noteOf(gosweb);
  expect(note.address).toMatchObject({ kind: 'prose', words: { exact: rule } });
  const session = connect([note]);
  await expect.poll(() => stateOf(session)).toBe('same');
  const drawn = crossed.findLast((message) => JSON.stringify(message).includes('draw-prose'));
  expect(drawn).toMatchObject({ marks: [{ state: 'same' }] });
});

test('[A.4] a note follows the page: changed with its words, searched for when they go', async () => {
  const session = connect([await noteOf(gosweb)]);
  await expect.poll(() => stateOf(session)).toBe('same');
  render(paragraphs.map((one) => one.replace('не реже', 'не менее')));
  await expect.poll(() => stateOf(session), { timeout: 5000 }).toBe('changed');
  render(['Страница обновляется.']);
  await expect.poll(() => stateOf(session), { timeout: 5000 }).toBe('searching');
});

test('[A.4] nothing is called an orphan before three seconds without a change', async () => {
  const note = await noteOf(gosweb);
  render(['Совсем другая страница, на которой нет ничего похожего.']);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const session = connect([note]);
  await vi.waitFor(() => expect(crossed.at(-1)).toMatchObject({ type: 'draw-prose' }));
  expect(stateOf(session)).toBe('searching');
  await vi.advanceTimersByTimeAsync(3000);
  expect(stateOf(session)).toBe('orphan');
  vi.useRealTimers();
});

test('[D.2] on a page that shows people no word of it is in the note', async () => {
  const note = await noteOf(genericGrid);
  expect(JSON.stringify(note)).not.toMatch(/\p{Script=Cyrillic}/u);
  const session = connect([note], genericGrid);
  await expect.poll(() => stateOf(session)).toBe('same');
});

test('[E.2] the page is told neither of notes nor of keys, and is not read without a note on it', async () => {
  const note = await noteOf(gosweb);
  crossed = [];
  connect([{ ...note, scope: { ...note.scope, page: '0'.repeat(32) } }]);
  await expect.poll(() => crossed.length).toBeGreaterThan(1);
  expect(JSON.stringify(crossed)).not.toContain('prose');
});
