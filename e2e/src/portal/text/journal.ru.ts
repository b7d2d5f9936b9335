/** Words of the generated journal. All names are invented. */
export const surnames: readonly string[] = [
  'Абрикосов', 'Брусникина', 'Вербицкий', 'Голубикин', 'Дубравина', 'Ежевикин', 'Жасминова',
  'Земляникин', 'Ирисова', 'Калинкин', 'Ландышева', 'Малинкин', 'Незабудкина', 'Облепихин',
  'Пионова', 'Ромашкин', 'Сиренева', 'Тополёв', 'Ужовникова', 'Фиалкин', 'Хмелёва', 'Цикорин',
  'Черемшина', 'Шалфеев', 'Щавелева', 'Эдельвейсов', 'Юккина', 'Яблочкин', 'Облакова', 'Ручейкин',
]; // prettier-ignore

export const initials: readonly string[] = ['А. Б.', 'В. Г.', 'Д. Е.', 'М. Н.', 'П. Р.'];

export const subjects: readonly string[] = ['Физика', 'Химия'];

export const marks: readonly string[] = ['5', '4', '3', '', '', '4', '', 'н', '', '5', '2', ''];

export const words = {
  title: 'Журнал 7 «А»',
  number: '№',
  pupil: 'Ученик',
  average: 'Ср. балл',
  subject: 'Предмет',
  redraw: 'Обновить',
  sort: 'По среднему баллу',
  insert: 'Добавить урок',
  slide: 'Следующие уроки',
} as const;
