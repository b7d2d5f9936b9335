import { describe, expect, it } from 'vitest';
import { noteAt, noteOn, pageOf, resolveOn, saidAt } from './testing/school-page.ts';

const heading = '# Наставничество в школе';
const rules = [
  'Положение о наставничестве утверждено приказом № 14 от 1 сентября.',
  'Положение о наставничестве утверждено приказом № 15 от 9 ноября.',
  'Положение о наставничестве утверждено приказом № 16 от 3 декабря.',
];
const long =
  'Наставник и наставляемый встречаются не реже двух раз в месяц и ведут дневник встреч.';
const footer = 'Телефон приёмной и адрес школы указаны внизу каждой страницы сайта.';
const base = [heading, ...rules, long, footer];
const without = (text: string): string[] => base.filter((one) => one !== text);

describe('a note on a passage', () => {
  it('[A.4] is the same wherever its paragraph moves with its surroundings', () => {
    const address = noteOn(pageOf(base), 'не реже двух раз в месяц');
    const later = pageOf(['# Новости', 'Объявление о собрании родителей.', ...base]);
    const found = resolveOn(later, address);
    expect([found.state, saidAt(later, found)]).toEqual(['same', 'не реже двух раз в месяц']);
  });

  it('[A.4] is changed where its words were edited between its old neighbours', () => {
    const address = noteOn(pageOf(base), long);
    const edited = long.replace('двух раз', 'трёх раз').replace('дневник', 'журнал');
    const later = pageOf(base.map((one) => (one === long ? edited : one)));
    const found = resolveOn(later, address);
    expect([found.state, saidAt(later, found)]).toEqual(['changed', edited]);
  });

  it('[A.4] is changed where it was the only one of its kind and one neighbour stays', () => {
    const address = noteOn(pageOf(base), long);
    const edited = long.replace('встречаются', 'видятся');
    const later = pageOf([heading, ...rules, edited, 'Совсем другой низ страницы.']);
    const found = resolveOn(later, address);
    expect([found.state, saidAt(later, found)]).toEqual(['changed', edited]);
  });

  it('[A.4] does not slip to the like paragraph beside it when its own is taken away', () => {
    for (const rule of rules) {
      const address = noteOn(pageOf(base), rule);
      expect(resolveOn(pageOf(without(rule)), address).state).toBe('ambiguous');
    }
  });

  it('[A.4] does not move to next year’s heading with the same words', () => {
    const of = (year: string) => [`# Приказы ${year}`, `Список за ${year} год`, long, year];
    const address = noteOn(pageOf(of('2025')), long);
    const later = pageOf(of('2026'));
    expect(resolveOn(later, address).state).toBe('ambiguous');
  });

  it('[A.4] tells one of several equal passages by both neighbours, and never guesses', () => {
    const rows = ['Устав школы', 'Лицензия школы', 'Программа наставничества'].flatMap((name) => [
      `${name}, принят педагогическим советом`,
      'Скачать',
    ]);
    const page = pageOf(rows);
    const marked = `${rows[2] ?? ''}\nСкачать`;
    const start = page.page.text.indexOf(marked) + marked.length;
    const address = noteAt(page, { start: start - 'Скачать'.length, end: start });
    expect(address.quote).toMatchObject({ ord: 1, of: 3 });
    const moved = pageOf(['Новое на сайте', ...rows]);
    const found = resolveOn(moved, address);
    expect([found.state, saidAt(moved, found)]).toEqual(['same', 'Скачать']);
    // Its row is gone: those left have one of its neighbours, not both.
    expect(resolveOn(pageOf(rows.toSpliced(2, 2)), address).state).toBe('ambiguous');
    expect(resolveOn(pageOf(rows.slice(0, 2)), address).state).toBe('ambiguous');
  });

  it('[A.4] is an orphan when nothing like it is left, out of view when it is hidden or unread', () => {
    const address = noteOn(pageOf(base), long);
    expect(resolveOn(pageOf(without(long)), address).state).toBe('orphan');
    expect(resolveOn(pageOf(without(long), [long]), address).state).toBe('out-of-view');
    const cut = pageOf(without(long));
    const unread = { ...cut, page: { ...cut.page, isCut: true } };
    expect(resolveOn(unread, address).state).toBe('out-of-view');
  });

  it('[A.4] never looks for what is like a quote shorter than sixteen letters', () => {
    const address = noteOn(pageOf(base), 'в месяц');
    const later = pageOf(base.map((one) => one.replace('в месяц', 'в неделю')));
    expect(resolveOn(later, address).state).toBe('orphan');
  });
});

describe('a note on a passage of a page that shows people', () => {
  it('[D.2] holds hashes only and is still found word for word', () => {
    const page = pageOf(base);
    const address = noteOn(page, long, false);
    expect(JSON.stringify(address)).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(saidAt(page, resolveOn(page, address))).toBe(long);
  });

  it('[D.2] is never recognised once its words have changed', () => {
    const address = noteOn(pageOf(base), long, false);
    const later = pageOf(base.map((one) => one.replace('двух', 'трёх')));
    expect(resolveOn(later, address).state).toBe('orphan');
  });

  it('[D.2] does not trust words that are not those of its hash', () => {
    const page = pageOf(base);
    const address = noteOn(page, long);
    const words = { exact: rules[0] ?? '', before: '', after: '', redacted: false };
    const found = resolveOn(page, { ...address, words });
    expect(saidAt(page, found)).toBe(long);
  });
});
