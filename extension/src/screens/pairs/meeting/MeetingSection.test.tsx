// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { MeetingSection, type NewMeeting } from './MeetingSection.tsx';

test('[U1] a meeting held now is logged in two taps', async () => {
  const logged: NewMeeting[] = [];
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => {
    render(
      <MeetingSection
        meetings={[]}
        canLog
        canWriteText
        busy={false}
        refusal={undefined}
        onLog={(meeting) => logged.push(meeting)}
        onEditText={() => undefined}
      />,
      root,
    );
  });
  const tap = (name: string): Promise<void> =>
    act(() => {
      const found = [...root.querySelectorAll('button')].find(
        (button) => button.textContent === name,
      );
      if (found?.type === 'submit') found.form?.requestSubmit();
      else found?.click();
    });
  await tap('Записать встречу');
  await tap('Встреча была сейчас');
  expect(logged).toEqual([{ mode: 'inPerson' }]);
});
