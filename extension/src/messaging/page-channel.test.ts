import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageLimits, parsePageOrder, parsePageReport } from './page-channel.ts';

const report = {
  type: 'page',
  revision: 1,
  personal: true,
  page: {
    adapter: 'generic-grid',
    address: 'https://journal.example/7a',
    context: ['Физика'],
    grids: [{ label: '', rows: [{ path: ['Дубов Д.'] }], cols: [{ path: ['3.11'], id: 'l1' }] }],
  },
};

test('[E.2] messages of the agreed shape pass unchanged', () => {
  expect(parsePageReport(report)).toEqual(report);
  const watch = { type: 'watch', revision: 1, places: [{ grid: 0, row: 1 }] };
  expect(parsePageOrder(watch)).toEqual(watch);
});

test('[E.2] anything else is refused, whoever sends it', () => {
  const huge = { path: Array(pageLimits.headerParts + 1).fill('x') };
  const refused = [
    { ...report, extra: 1 },
    { ...report, revision: -1 },
    { ...report, page: { ...report.page, grids: [{ label: '', rows: [huge], cols: [] }] } },
    { ...report, page: { ...report.page, context: ['x'.repeat(pageLimits.textLength + 1)] } },
    { type: 'values', revision: 1, values: [{ place: { grid: 0, row: 0 }, value: 5 }] },
    { type: 'draw', revision: 1, marks: [] },
    null,
    'page',
  ];
  expect(refused.map(parsePageReport)).toEqual(refused.map(() => undefined));
  expect(parsePageOrder(report)).toBeUndefined();
  expect(parsePageOrder({ type: 'pick', asked: 1, prompt: '', place: 1 })).toBeUndefined();
});

test('[E.2] no value whatever makes a parser throw', () => {
  fc.assert(
    fc.property(fc.anything(), (message) => {
      expect([parsePageReport(message), parsePageOrder(message)]).toEqual([undefined, undefined]);
    }),
  );
});
