import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTextEdit, movePosition, spliceBetween } from './text-edit.ts';

test('[C4] a splice between two texts turns the one into the other', () => {
  const letters = fc.string({ unit: fc.constantFrom('а', 'б', ' ', '🙂'), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const { index, removed, inserted } = spliceBetween(before, after);
      expect(before.slice(0, index) + inserted + before.slice(index + removed)).toBe(after);
    }),
  );
});

test('[C4] an edit made on an older text keeps what a colleague wrote meanwhile', () => {
  const edit = { before: 'Освоить журнал', after: 'Освоить электронный журнал' };
  expect(applyTextEdit(edit, 'Илье: Освоить журнал')).toBe('Илье: Освоить электронный журнал');
});

test('[C4] whatever came in meanwhile, an insertion takes no letter away', () => {
  const text = fc.string({ unit: fc.constantFrom('а', 'б', ' '), maxLength: 8 });
  fc.assert(
    fc.property(text, text, text, text, (head, tail, inserted, current) => {
      const merged = applyTextEdit({ before: head + tail, after: head + inserted + tail }, current);
      expect(merged).toHaveLength(current.length + inserted.length);
    }),
  );
});

test('[C4] a deletion takes away no letter that a colleague has just put beside it', () => {
  const edit = { before: 'план урока', after: 'план' };
  expect(applyTextEdit(edit, 'Новый план урока')).toBe('Новый план');
});

test('[U1] a caret stays by its letter when text comes in before it', () => {
  expect(movePosition(4, 'план', 'Новый план')).toBe(10);
  expect(movePosition(0, 'план', 'план урока')).toBe(0);
});
