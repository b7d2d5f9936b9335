// @vitest-environment happy-dom
import { annotationKey } from '@nastavnik/core/annotation';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { genericGrid } from '../portals/generic-grid.ts';
import { servePage } from '../serve-page.ts';
import type { PageNote, PickedCell } from './page-note.ts';
import type { PagePort } from './page-port.ts';
import { createPageSession, type PageSession, type PageSessionOptions } from './page-session.ts';

const names = ['Абрикосов А.', 'Берёзкин Б.', 'Вишнёва В.'];
const days = ['3.11', '6.11', '10.11'];

function render(rows = names, cols = days, mark = '5', subject = 'Физика'): void {
  const head = cols.map((day) => `<th>${day}</th>`).join('');
  const body = rows.map(
    (name) =>
      `<tr><td>${name}</td>${cols.map((day) => `<td class="d${day}">${mark}</td>`).join('')}</tr>`,
  );
  document.body.innerHTML = `<h1>${subject}</h1><table><tr><th>Ученик</th>${head}</tr>${body.join('')}</table>`;
}

let panel: AbortController;
let page: AbortController;
let crossed: unknown[];
let roots: ShadowRoot[];
let send: (message: unknown) => void;
let hear: (message: unknown) => void;

/** Both ends joined by copies of messages, as a port does it. */
function connect(
  notes: readonly PageNote[] = [],
  keys: PageSessionOptions['keys'] = [annotationKey(new Uint8Array(32).fill(9))],
): PageSession {
  let dropped = (): void => {};
  const carry = (deliver: (message: unknown) => void) => (message: unknown) => {
    crossed.push(message);
    deliver(structuredClone(message));
  };
  const port: PagePort = {
    post: (order) => send(order),
    onMessage: (listen) => (hear = carry(listen)),
    onDisconnect: (listen) => (dropped = listen),
    disconnect: () => page.abort(),
  };
  page.signal.addEventListener('abort', () => dropped());
  const session = createPageSession({
    port,
    keys,
    clock: { nowMs: () => 1 },
    notes,
    signal: panel.signal,
    describeMark: (headers, state, count) => `${headers}: ${state} ${count}`,
  });
  const early: unknown[] = [];
  send = (order) => early.push(order);
  const obey = servePage({
    document,
    adapter: genericGrid,
    remembered: { path: () => [document.querySelectorAll('td')[1] ?? document] },
    signal: page.signal,
    isGenuine: () => true,
    send: (report) => hear(report),
  });
  send = carry(obey);
  early.forEach(send);
  return session;
}

async function pass(ms = 200): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(ms);
}

async function pickAt(session: PageSession, at: number): Promise<PickedCell> {
  const picked = session.pickCell('Выберите');
  document
    .querySelectorAll('td')
    [at]?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }),
    );
  const cell = await picked;
  if (!cell) throw new Error('a cell was clicked');
  return cell;
}

const stateOf = (session: PageSession): string | undefined =>
  session.state.value.notes[0]?.resolution.state;
const marked = (): string[] =>
  roots.flatMap((root) =>
    [...root.querySelectorAll('button')].map((each) => each.getAttribute('aria-label') ?? ''),
  );

beforeEach(() => {
  vi.useFakeTimers();
  panel = new AbortController();
  page = new AbortController();
  crossed = [];
  roots = [];
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  attach.mockImplementation(function (this: Element, init) {
    attach.mockRestore();
    const root = this.attachShadow(init);
    roots.push(root);
    return root;
  });
  render();
});

afterEach(() => {
  panel.abort();
  page.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function noted(): Promise<{ session: PageSession; picked: PickedCell }> {
  const session = connect();
  const picked = await pickAt(session, 5);
  session.setNotes([{ id: 'note-1', scope: picked.scope, address: picked.address }]);
  return { session, picked };
}

test('[A.4] a marked cell becomes an address and a mark', async () => {
  const { session, picked } = await noted();
  expect(picked).toMatchObject({ label: 'Берёзкин Б., 3.11', value: '5' });
  expect(stateOf(session)).toBe('same');
  expect(marked()).toEqual(['Берёзкин Б., 3.11: same 1']);
  expect(session.state.value).toMatchObject({ status: 'open', personal: true, rowHeaders: names });
});

test('[A.2] the note follows its cell through fresh nodes, another order and a correction', async () => {
  const { session } = await noted();
  render(names, days, '5');
  await pass();
  expect(stateOf(session)).toBe('same');
  render(names.toReversed(), ['1.11', ...days]);
  await pass();
  expect(session.state.value.notes[0]?.resolution).toEqual({
    state: 'same',
    cell: { grid: 0, row: 1, col: 1 },
  });
  render(names.toReversed(), ['1.11', ...days], '2');
  await pass();
  expect(stateOf(session)).toBe('changed');
  expect(marked()).toEqual(['Берёзкин Б., 3.11: changed 1']);
});

test('[A.4] what is not shown is said, and gone only after three quiet seconds', async () => {
  const { session } = await noted();
  render(names, days.slice(1));
  await pass();
  expect(stateOf(session)).toBe('out-of-view');
  render(names, days, '5', 'Химия');
  await pass();
  expect([stateOf(session), marked()]).toEqual(['other-page', []]);
  document.body.innerHTML = '<h1>Физика</h1>';
  await pass();
  expect(stateOf(session)).toBe('searching');
  await pass(3200);
  expect(stateOf(session)).toBe('orphan');
});

test('[E.2] only headers, watched values and labels cross; no key and no hash reaches the page', async () => {
  const { picked } = await noted();
  render(names.toReversed());
  await pass();
  const text = JSON.stringify(crossed);
  const hashes = JSON.stringify([picked.scope, picked.address]).match(/[0-9a-f]{32}/g) ?? [];
  expect(hashes.length).toBeGreaterThan(3);
  expect(hashes.filter((hash) => text.includes(hash))).toEqual([]);
  expect(text.match(/"value":/g)?.length).toBeLessThan(5);
});

test('[E.2] orders and answers of an earlier revision move nothing', async () => {
  const { session } = await noted();
  render(names.toReversed());
  await pass();
  send({ type: 'draw', revision: 1, marks: [] });
  expect(marked()).toHaveLength(1);
  hear({
    type: 'values',
    revision: 1,
    values: [{ place: { grid: 0, row: 1, col: 0 }, value: '1' }],
  });
  expect(stateOf(session)).toBe('same');
});

test('[E.2] malformed messages are not obeyed at either end', async () => {
  const { session } = await noted();
  const before = session.state.value;
  for (const nonsense of [null, {}, 'draw', { type: 'page' }, { type: 'activated', markId: 'x' }]) {
    send(nonsense);
    hear(nonsense);
  }
  expect(session.state.value).toBe(before);
  expect(session.activated.value).toEqual([]);
  expect(marked()).toHaveLength(1);
});

test('[E.2] two notes on one cell share a mark; pressing it names both', async () => {
  const { session, picked } = await noted();
  const { scope, address } = picked;
  session.setNotes(['a', 'b'].map((id) => ({ id, scope, address })));
  expect(marked()).toEqual(['Берёзкин Б., 3.11: same 2']);
  roots[0]?.querySelector('button')?.click();
  expect(session.activated.value).toEqual(['a', 'b']);
  session.focusNote('b');
  expect(roots[0]?.querySelector('[data-focused]')).not.toBeNull();
});

test('[E.2] a second question ends the first; the cell of a context menu is recalled', async () => {
  const session = connect();
  const first = session.pickCell('Выберите');
  const recalled = await session.recallCell();
  expect(recalled?.label).toBe('Абрикосов А., 3.11');
  expect(await first).toBeUndefined();
  const giveUp = new AbortController();
  const second = session.pickCell('Выберите', giveUp.signal);
  giveUp.abort();
  expect(await second).toBeUndefined();
});

test('[A.4] a note made under the other key of two devices finds its cell all the same', async () => {
  const { picked } = await noted();
  const other = annotationKey(new Uint8Array(32).fill(8));
  const { scope, address } = picked;
  const notes = [{ id: 'note-1', scope, address }];
  expect(stateOf(connect(notes, [other]))).toBe('other-page');
  const both = connect(notes, [other, annotationKey(new Uint8Array(32).fill(9))]);
  expect(stateOf(both)).toBe('same');
  render(names, days, '2');
  await pass();
  expect(stateOf(both)).toBe('changed');
});

test('[E.2] closing the panel takes everything off the page and ends the session', async () => {
  const { session } = await noted();
  panel.abort();
  expect(session.state.value.status).toBe('ended');
  expect(document.querySelector('html > div')).toBeNull();
  expect(await session.pickCell('Выберите')).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});
