// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { FileSection, type FileSectionProps } from './FileSection.tsx';

async function show(props: Partial<FileSectionProps>): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => {
    render(
      <FileSection
        busy={false}
        refusal={undefined}
        loaded={undefined}
        onSave={() => undefined}
        onLoad={() => undefined}
        {...props}
      />,
      root,
    );
  });
  return root;
}

test('[O10] a chosen file is handed on once for each choice', async () => {
  const chosen: Blob[] = [];
  const root = await show({ onLoad: (file) => chosen.push(file) });
  const input = root.querySelector('input');
  if (input === null) throw new TypeError('no field for a file');
  const file = new File([Uint8Array.of(1, 2)], 'обмен.nastavnik');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(() => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(chosen).toEqual([file]);
});

test('[O10] the outcome is told in words, and a refusal says that nothing changed', async () => {
  const told = async (props: Partial<FileSectionProps>) =>
    (await show(props)).querySelector('[role=alert]')?.textContent;
  const loaded = { taken: 3, refused: 0, waiting: 0, reason: undefined };
  expect(await told({ loaded })).toMatch(/^Загружено: 3\sизменения\.$/);
  expect(await told({ loaded: { ...loaded, taken: 0 } })).toContain('нет ничего нового');
  const partly = { ...loaded, refused: 1, reason: 'Нет права.' };
  expect(await told({ loaded: partly })).toMatch(
    /3\sизменения.*Не принято: 1\sизменение.*Нет права/,
  );
  expect(await told({ refusal: 'Файл повреждён.' })).toBe('Файл повреждён.');
});
