// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMarkOverlay, type DrawnMark, type MarkOverlay } from './mark-overlay.ts';
import { createShadowLayer } from './shadow-layer.ts';

let own: AbortController;
let layer: HTMLElement;
let overlay: MarkOverlay;
let activated: string[];
let isGenuine: boolean;

beforeEach(() => {
  document.body.innerHTML = '<input id="before"><table><tr><td>5</td><td>4</td></tr></table>';
  own = new AbortController();
  activated = [];
  isGenuine = true;
  layer = createShadowLayer(document, own.signal);
  const onActivate = (markId: string): number => activated.push(markId);
  overlay = createMarkOverlay({
    document,
    layer,
    signal: own.signal,
    onActivate,
    isGenuine: () => isGenuine,
  });
});

afterEach(() => own.abort());

const box = { left: 10, top: 20, right: 40, bottom: 46, width: 30, height: 26, x: 10, y: 20 };

function markOn(at: number, rest: Partial<DrawnMark> = {}): DrawnMark {
  const element = document.querySelectorAll('td')[at];
  if (!element) throw new Error('the table has two cells');
  element.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  return { id: `mark-${at}`, element, state: 'same', count: 1, label: 'Заметка', ...rest };
}

const buttons = (): HTMLButtonElement[] => [...layer.querySelectorAll('button')];

test('[A.6] the page finds neither the marks nor what they say', () => {
  overlay.draw([markOn(0, { label: 'Заметка о клетке' })]);
  expect(document.querySelector('html > div')?.shadowRoot).toBeNull();
  expect(document.body.innerHTML).not.toContain('Заметка');
  expect(document.querySelector('td')?.attributes).toHaveLength(0);
});

test('[A.6] state is said by a sign and the count by a number, not by colour', () => {
  overlay.draw([markOn(0, { state: 'changed' }), markOn(1, { state: 'ambiguous', count: 3 })]);
  expect(buttons().map((button) => button.textContent)).toEqual(['!', '?3']);
  const states = [...layer.querySelectorAll<HTMLElement>('.outline')].map(
    (each) => each.dataset.state,
  );
  expect(states).toEqual(['changed', 'ambiguous']);
});

test('[A.6] a mark stands on the corner of its cell and is a named button', () => {
  overlay.draw([markOn(0)]);
  const [button] = buttons();
  expect([button?.style.left, button?.style.top]).toEqual(['40px', '20px']);
  expect(button?.getAttribute('aria-label')).toBe('Заметка');
  button?.click();
  isGenuine = false;
  button?.click();
  expect(activated).toEqual(['mark-0']);
});

test('[A.6] a label is text, whatever the page wrote in it', () => {
  overlay.draw([markOn(0, { label: '<img src=x onerror=alert(1)>' })]);
  expect(layer.querySelector('img')).toBeNull();
});

test('[A.6] a mark whose node left the page is not shown anywhere', () => {
  const mark = markOn(0);
  mark.element.remove();
  overlay.draw([mark]);
  expect(buttons()[0]?.hidden).toBe(true);
});

test('[A.6] a mark that stays keeps its button and with it the focus', () => {
  overlay.draw([markOn(0)]);
  const [before] = buttons();
  overlay.draw([markOn(0, { count: 2 }), markOn(1)]);
  expect(buttons()[0]).toBe(before);
  expect(buttons()[0]?.textContent).toBe('2');
  overlay.draw([]);
  expect(buttons()).toEqual([]);
});

test('[A.6] arrows go from mark to mark, Escape gives the focus back', async () => {
  overlay.draw([markOn(0), markOn(1)]);
  await Promise.resolve();
  const [first, second] = buttons();
  const input = document.querySelector<HTMLInputElement>('#before');
  input?.focus();
  first?.dispatchEvent(new FocusEvent('focusin', { bubbles: true, relatedTarget: input }));
  const press = (target: Element | undefined, key: string): boolean | undefined =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  let focused: unknown;
  second?.addEventListener('focus', () => (focused = second));
  press(first, 'ArrowRight');
  expect(focused).toBe(second);
  press(second, 'Escape');
  expect(document.activeElement).toBe(input);
});

test('[E.2] after the signal nothing of it is on the page', () => {
  overlay.draw([markOn(0)]);
  own.abort();
  expect(document.querySelector('html > div')).toBeNull();
});
