/** Words of the generated school. All names are invented. */
export const givenNames: readonly string[] = [
  'Агния', 'Богдан', 'Василиса', 'Глеб', 'Дарина', 'Егор', 'Злата', 'Игнат', 'Кира', 'Лука',
  'Мира', 'Назар',
]; // prettier-ignore

export const patronymics: readonly string[] = [
  'Ольхович', 'Яворович', 'Клёнович', 'Грабович', 'Вязович',
]; // prettier-ignore

export const schoolSubjects: readonly string[] = ['Физика', 'Химия', 'Родной язык'];

export const periods: readonly string[] = ['I полугодие', 'II полугодие'];

export const classNames: readonly string[] = ['7 «А»', '7 «Б»'];

export const newPupils: readonly string[] = ['Лозинкин Савва Ольхович', 'Кизилова Веста Вязович'];

/** Titles of files on a school's page about mentoring; two files share one. */
export const documentTitles: readonly string[] = [
  'Приказ об утверждении положения', 'Положение о наставничестве', 'Дорожная карта',
  'Программа «учитель — учитель»', 'Программа «ученик — ученик»', 'Анкета наставника',
  'Отчёт за полугодие', 'Памятка наставляемому', 'Список баз практик', 'График встреч',
]; // prettier-ignore

export const portalWords = {
  journal: 'Журнал',
  number: '№',
  pupil: 'Ученик',
  average: 'Ср. балл',
  total: 'Итог',
  teacher: 'Садовая М. Н.',
  load: 'Загрузить',
  subject: 'Предмет',
  period: 'Период',
  classLabel: 'Класс',
  kind: 'Работа на уроке',
  mentoring: 'Наставничество',
  download: 'Скачать',
  group: 'Группа',
} as const;
