import { classNames, periods, portalWords, schoolSubjects } from '../text/school.ru.ts';
import { averageOf, truthOf, type Journal, type Lesson, type Pupil } from '../school/school.ts';
import type { Choice } from '../school/school.ts';
import { tag, type Tag } from './tag.ts';

/** Where a cell, or without a lesson a row's name, stands in the world: for judging by alone. */
export const truth = (pupil: Pupil, lesson?: Lesson): Readonly<Record<string, string>> => ({
  'data-truth': truthOf(pupil, lesson),
});

export const subjectOf = ({ subject }: Choice): string => schoolSubjects[subject] ?? '';
export const classOf = ({ schoolClass }: Choice): string => classNames[schoolClass] ?? '';
export const periodOf = ({ period }: Choice): string => periods[period] ?? '';

export const averageText = (journal: Journal, pupil: Pupil): string =>
  averageOf(journal, pupil).toFixed(2);

/** «Абрикосов А.»: several pupils may share it. */
export function shortNameOf({ name }: Pupil): string {
  const [surname = '', given = ''] = name.split(' ');
  return `${surname} ${given.slice(0, 1)}.`;
}

/** A field of the portal's form with one of its values chosen. */
export function select(name: string, texts: readonly string[], chosen: number): Tag {
  const options = texts.map((text, i) =>
    tag('option', { value: String(i), ...(i === chosen ? { selected: '' } : {}) }, text),
  );
  return tag('select', { name }, ...options);
}

export const link = (address: string, text: string): Tag => tag('a', { href: address }, text);

/** The top of a portal's page, with what changes from day to day. */
export const portalHeader = (): Tag =>
  tag('header', {}, tag('a', { href: '/' }, portalWords.journal), tag('span', {}, '3'));
