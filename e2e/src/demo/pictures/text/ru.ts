/** What people write, and what stands under the pictures. */
export const picturesRu = {
  programme: {
    title: 'Урок, на котором работает каждый',
    goal: 'За полугодие выстроить урок математики в 7 «А», на котором каждый ученик решает сам.',
    start: '2026-12-01',
    end: '2027-05-31',
  },
  mentorsTask: 'Посетить три урока наставника и разобрать начало каждого',
  menteesTask: 'Составить карточки трёх уровней по теме «Линейная функция»',
  note: (surname: string) => `${surname}: узнать у наставляемого, почему здесь нет отметки`,
  noteInPlace: 'на месте',
  plates: {
    mentor: { name: 'Наставник', words: 'пишет программу' },
    mentee: { name: 'Наставляемый', words: 'пишет её же, одновременно' },
    journal: { name: 'Журнал портала', words: 'с заметкой на клетке' },
    panel: { name: 'Панель', words: 'без имён учеников' },
    district: { name: 'Страница района', words: 'числа, без имён' },
  },
};
