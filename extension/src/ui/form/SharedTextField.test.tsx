// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { SharedTextField } from './SharedTextField.tsx';
import type { TextEdit } from './text-edit.ts';

let root: HTMLElement;
let edits: TextEdit[];

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  edits = [];
});

const show = (value: string): Promise<void> =>
  act(() => {
    render(
      <SharedTextField label="Цель" value={value} onEdit={(edit) => edits.push(edit)} />,
      root,
    );
  });

function area(): HTMLTextAreaElement {
  const found = root.querySelector('textarea');
  if (found === null) throw new Error('no textarea');
  return found;
}

async function type(text: string): Promise<void> {
  await act(() => {
    area().value = text;
    area().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('[C4] each keystroke is handed on at once, with the text it was made on', async () => {
  await show('план');
  await type('план у');
  await type('план ур');
  expect(edits).toEqual([
    { before: 'план', after: 'план у' },
    { before: 'план у', after: 'план ур' },
  ]);
});

test('[U1] a remote edit keeps the caret by its letter', async () => {
  await show('план урока');
  area().focus();
  area().setSelectionRange(4, 4);
  await show('Новый план урока');
  expect(area().value).toBe('Новый план урока');
  expect(area().selectionStart).toBe(10);
});

test('[C4] an echo of an own earlier keystroke does not take later letters back', async () => {
  await show('а');
  await type('аб');
  await type('абв');
  await show('аб');
  expect(area().value).toBe('абв');
  await show('абв');
  expect(area().value).toBe('абв');
});
