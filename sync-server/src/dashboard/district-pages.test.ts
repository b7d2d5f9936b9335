import { beforeAll, describe, expect, it } from 'vitest';
import type { MembershipState } from '@nastavnik/core/access';
import {
  createDocumentId,
  type DocumentId,
  type LogId,
  type PersonId,
} from '@nastavnik/core/kernel';
import { fakeClock, SampleLog, seededRandom } from '@nastavnik/core/testing';
import { openReportStore, type ReportStore } from '../aggregation/tables/report-store.ts';
import type { TicketHolder } from '../relay/relay.ts';
import { districtPages } from './district-pages.ts';
import type { RoadmapText } from './pages/roadmap-text.ts';
import { createPageSessions } from './session/page-sessions.ts';

const schoolName = 'Школа <b>№ 1</b> & Ко';
const clock = fakeClock(Date.parse('2026-11-20T05:00:00Z'));

let logs: ReadonlyMap<LogId, MembershipState>;
let district: SampleLog;
let school: SampleLog;
let officer: PersonId;
let head: PersonId;
let store: ReportStore;

async function announce(log: SampleLog, kind: 'pair' | 'register' | 'roadmap' | 'programme') {
  const documentId = createDocumentId(log.random);
  const body = { documentId, kind, audience: [], subjects: [] };
  await log.write(log.operator, 'create-document', body);
  return documentId;
}

function countPair(documentId: DocumentId, given: boolean): void {
  const row = { documentId, kind: 'pair', logId: school.logId, headsDigest: 'H' } as const;
  const consent = (item: number, party: string) =>
    ({ documentId, item, party, state: 'given', on: '2026-09-01' }) as const;
  store.replace(row, {
    pairs: [{ documentId, isGroup: 0, form: undefined, startedOn: undefined }],
    parties: [
      { documentId, item: 0, party: 'P1', part: 'mentor' },
      { documentId, item: 1, party: 'P2', part: 'mentee' },
    ],
    consents: given ? [consent(0, 'P1'), consent(1, 'P2')] : [],
    orders: given
      ? [
          {
            documentId,
            item: 'O1',
            purpose: 'start',
            isSignedOnPaper: 1,
            from: '2026-09-10',
            recordedAtMs: 0,
          },
        ]
      : [],
  });
}

beforeAll(async () => {
  district = await SampleLog.found(1, { level: 'district', name: 'Район «Пример»' });
  officer = (await district.addMember('municipalAuthority')).personId;
  school = await SampleLog.found(2, { name: schoolName, districtLogId: district.logId });
  head = (await school.addMember('orgHead')).personId;
  store = openReportStore(':memory:');
  countPair(await announce(school, 'pair'), true);
  countPair(await announce(school, 'pair'), false);
  const register = await announce(school, 'register');
  store.replace(
    { documentId: register, kind: 'register', logId: school.logId, headsDigest: 'H' },
    {
      registers: [
        {
          documentId: register,
          part: 'mentee',
          category: 'youngTeacher',
          state: 'approved',
          entries: 4,
        },
      ],
    },
  );
  const plan = await announce(district, 'roadmap');
  store.replace(
    { documentId: plan, kind: 'roadmap', logId: district.logId, headsDigest: 'H' },
    {
      roadmaps: [{ documentId: plan, state: 'inForce' }],
      occurrences: [
        {
          documentId: plan,
          rowId: 'W1',
          occurrence: 'K1',
          kind: 'dated',
          start: '2026-09-01',
          end: '2026-10-31',
          needed: 1,
          attached: 0,
          accepted: 0,
        },
      ],
    },
  );
  store.saveProgress(7, clock.nowMs());
  logs = new Map([
    [district.logId, district.state],
    [school.logId, school.state],
  ]);
});

const words: RoadmapText = {
  title: 'План <i>района</i>',
  rows: [
    {
      rowId: 'W1',
      rowNo: '1.1',
      section: 'Раздел 1',
      isHeading: false,
      title: 'Разработка дорожных карт',
      expectedResult: 'Дорожные карты',
      deadline: 'Сентябрь - октябрь 2023',
      responsible: 'УО',
    },
  ],
};

/** The pages with one ticket, and a browser that keeps its cookie. */
function browser(holder: TicketHolder) {
  const tickets = new Map([['T1', holder]]);
  const app = districtPages({
    reports: store,
    sessions: createPageSessions({ clock, random: seededRandom(5), lifetimeMs: 3_600_000 }),
    clock,
    language: 'ru',
    isSecure: true,
    logs: () => logs,
    redeemTicket: (ticket) => {
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      return found;
    },
    behind: () => 3,
    readRoadmap: () => Promise.resolve(words),
  });
  let cookie = '';
  return async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers: { cookie, ...headers } });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return { status: response.status, text: await response.text(), set };
  };
}

describe('pages of the district', () => {
  it('[access] a ticket opens the pages once, by a cookie that scripts and other sites do not get', async () => {
    const visit = browser({ personId: officer });
    expect((await visit('/district')).status).toBe(401);
    const entered = await visit('/district/enter?ticket=T1');
    expect(entered.status).toBe(200);
    expect(entered.set).toMatch(/HttpOnly.*Secure.*SameSite=Strict/);
    expect((await visit('/district')).status).toBe(200);
    const again = await browser({ personId: officer })('/district/enter?ticket=T2');
    expect(again.status).toBe(401);
    const replayed = await visit('/district/enter?ticket=T1');
    expect(replayed.status).toBe(401);
    expect(replayed.set).toBeNull();
  });

  it('[access] a prefetch does not use a ticket up, and a session ends', async () => {
    const visit = browser({ personId: officer });
    const prefetched = await visit('/district/enter?ticket=T1', { 'sec-purpose': 'prefetch' });
    expect(prefetched.status).toBe(401);
    expect((await visit('/district/enter?ticket=T1')).status).toBe(200);
    const before = clock.nowMs();
    clock.advance(3_600_001);
    expect((await visit('/district')).status).toBe(401);
    clock.advance(before - clock.nowMs());
  });

  it('[INV-25] a person without a role in the district is shown nothing', async () => {
    const visit = browser({ personId: head });
    await visit('/district/enter?ticket=T1');
    const refused = await visit('/district');
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('Школа');
  });

  it('[domain 6.2] the overview counts, says how fresh it is, and every figure opens its list', async () => {
    const visit = browser({ personId: officer });
    await visit('/district/enter?ticket=T1');
    const { text } = await visit('/district');
    expect(text).toMatch(/<b>1<\/b\s*><span>действующая пара<\/span>/);
    expect(text).toMatch(/<b>1<\/b\s*><span>срок прошёл<\/span>/);
    expect(text).toContain('Данные на 20 ноября 2026, 12:00 · 3 изменения ещё не посчитаны');
    const links = [...text.matchAll(/href="(\/district[^"]*)"/g)].map(([, href]) =>
      (href ?? '').replaceAll('&amp;', '&'),
    );
    for (const href of new Set(links)) expect((await visit(href)).status).toBe(200);
    const list = await visit('/district/pairs?state=active&lang=ru');
    expect(list.text).toContain('№ 1');
    expect(list.text).not.toContain('№ 2');
  });

  it('[X3] names of organisations and words of plans are text, never markup', async () => {
    const visit = browser({ personId: officer });
    await visit('/district/enter?ticket=T1');
    for (const path of [
      '/district',
      '/district/organisations',
      '/district/pairs',
      '/district/roadmap',
    ]) {
      const { text } = await visit(path);
      expect(text).not.toMatch(/<b>№|<i>района/);
      expect(text).not.toMatch(/<script(?! src="\/)|\son\w+=|style="/);
    }
    expect((await visit('/district')).text).toContain('Школа &lt;b&gt;№ 1&lt;/b&gt; &amp; Ко');
  });

  it('[AC-001-1] the roadmap shows its deadlines word for word beside the dates they mean', async () => {
    const visit = browser({ personId: officer });
    await visit('/district/enter?ticket=T1');
    const { text } = await visit('/district/roadmap');
    expect(text).toContain('Сентябрь - октябрь 2023');
    expect(text).toContain('1 сентября 2026 — 31 октября 2026');
    expect(text).toContain('План &lt;i&gt;района&lt;/i&gt;');
    expect((await visit('/district/roadmap?show=due')).text).not.toContain(
      'Сентябрь - октябрь 2023',
    );
  });

  it('[I1] the language follows the address, then the browser', async () => {
    const visit = browser({ personId: officer });
    await visit('/district/enter?ticket=T1');
    expect((await visit('/district?lang=en')).text).toContain('<html lang="en">');
    const asked = await visit('/district', { 'accept-language': 'en-GB,en;q=0.9,ru;q=0.5' });
    expect(asked.text).toContain('active pair');
    expect((await visit('/district', { 'accept-language': 'de' })).text).toContain(
      '<html lang="ru">',
    );
  });

  it('[access] the page of an invitation link has no code in it: the code stays in the fragment', async () => {
    const visit = browser({ personId: officer });
    const page = await visit('/join');
    expect(page.status).toBe(200);
    expect(page.text).toContain('src="/join.js"');
    expect((await visit('/join.js')).text).toContain('location.hash');
  });
});
