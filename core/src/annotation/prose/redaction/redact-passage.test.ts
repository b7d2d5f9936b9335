import { expect, it } from 'vitest';
import { redactPassage } from './redact-passage.ts';

const words = { pupil: 'Ученик', person: '[имя]', email: '[почта]', phone: '[телефон]' };
const clean = (text: string): string => redactPassage(text, [], words).text;

it.each([
  ['Наставник Дубова Мария Петровна ведёт пару.', '[имя] ведёт пару.'],
  ['Победитель — Семёнов Иван, 8 класс', 'Победитель — [имя], 8 класс'],
  ['Подписал Лесков А. Б. в срок', 'Подписал [имя] в срок'],
  ['Отв. А.Б. Лесков', 'Отв. [имя]'],
  ['Обсудили с Марией Ивановной план', 'Обсудили с [имя] план'],
  ['Звоните +7 900 000-00-00, dubova@school.example', 'Звоните [телефон], [почта]'],
])('[D.2] «%s» is stored without names', (said, stored) => {
  expect(clean(said)).toBe(stored);
});

it('[D.2] leaves sentences without names alone, and says that nothing was replaced', () => {
  const said = 'Положение о наставничестве принято приказом № 14. Наставник ведёт дневник встреч.';
  expect(redactPassage(said, [], words)).toEqual({ text: said, replaced: 0 });
});

it('[X9] does not work long on a text made to tire it', () => {
  for (const tiring of ['Аа '.repeat(40_000), 'А.'.repeat(60_000), `А${'ов'.repeat(60_000)}`]) {
    const before = Date.now();
    clean(tiring.slice(0, 2000));
    expect(Date.now() - before).toBeLessThan(2_000);
  }
});
