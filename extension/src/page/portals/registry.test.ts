import { expect, test } from 'vitest';
import { adapterFor } from './registry.ts';
import { isStateService } from './state-service.ts';

const idOf = (url: string): string => adapterFor(new URL(url)).id;

test('[C.1] every host and path that a portal family is known by leads to its adapter', () => {
  const addresses: Readonly<Record<string, readonly string[]>> = {
    mesh: [
      'https://school.mos.ru/teacher/study-process/journal/grade/4100?logon_source=x',
      'https://authedu.mosreg.ru/journal/my/7',
      'https://education.admoblkaluga.ru/',
      'https://ms-edu.tatar.ru/',
      'https://myschool.05edu.ru/',
      'https://myschool.72to.ru/',
      'https://school.yanao.ru/',
      'https://karelia.minedu.ru/',
      'https://dnevnik.edu35.ru/',
      'https://dnevnik.edurb.ru/',
      'https://dnevnik.tvobr.ru/',
      'https://edu.mso51.ru/',
    ],
    'dnevnik-ru': [
      'https://schools.dnevnik.ru/journals/journalclassical.aspx?view=subject',
      'https://dnevnik.ru/currentprogress/1',
    ],
    netschool: [
      'https://sgo.region.example/asp/Journal/J.asp',
      'https://sgo.region.example/angular/school/journal/',
      'https://sgo.region.example/app/school/studentdiary/',
    ],
    eljur: [
      'https://shkola7.eljur.ru/',
      'https://edu.gounn.ru/journal-app/week.0',
      'https://edu.rk.gov.ru/',
      'https://eschool.gov45.ru/',
      'https://another.example/journal-app/u.17/week.-1',
      'https://another.example/journal-student-grades-action/',
    ],
    bars: ['https://edu.region.example/personal-area/#marks', 'https://bars.region.example/'],
    gosweb: ['https://shkola7-r61.gosweb.gosuslugi.ru/nastavnichestvo/'],
    'generic-grid': [
      'https://www.gosuslugi.ru/school',
      'https://edu.gosuslugi.ru/personal-area/',
      'https://school.mos.ru.evil.example/teacher/',
      'https://notdnevnik.ru/',
      'https://journal.example/class/7a',
      'http://127.0.0.1:8080/journal/7a',
    ],
  };
  for (const [id, urls] of Object.entries(addresses)) {
    expect(urls.map((url) => [url, idOf(url)])).toEqual(urls.map((url) => [url, id]));
  }
});

test('[C.2] only the sites of schools are taken for public', () => {
  const personal = (url: string): boolean => adapterFor(new URL(url)).personal;
  expect(personal('https://shkola7-r61.gosweb.gosuslugi.ru/')).toBe(false);
  expect(personal('https://school.mos.ru/')).toBe(true);
  expect(personal('https://unknown.example/')).toBe(true);
});

test('[C.2] hosts of the state services are known, school sites beside them are not among them', () => {
  expect(['www.gosuslugi.ru', 'gosuslugi.ru', 'esia.gosuslugi.ru'].every(isStateService)).toBe(
    true,
  );
  expect(
    ['a-r1.gosweb.gosuslugi.ru', 'notgosuslugi.ru', 'school.mos.ru'].some(isStateService),
  ).toBe(false);
});
