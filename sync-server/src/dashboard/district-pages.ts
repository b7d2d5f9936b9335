import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { MembershipState } from '@nastavnik/core/access';
import { districtRoles, programmeStates, type PlainDate } from '@nastavnik/core/domain';
import {
  calendarDate,
  type Clock,
  type DocumentId,
  type Language,
  type LogId,
} from '@nastavnik/core/kernel';
import { districtFigures } from '../aggregation/figures/district-figures.ts';
import type { ReportStore } from '../aggregation/tables/report-store.ts';
import type { TicketHolder } from '../relay/relay.ts';
import { style } from './layout/style.ts';
import { principalOfHolder } from './session/principal-of-holder.ts';
import { wordsOf, type Markup, type View } from './layout/view.ts';
import { enteredPage, joinPage, joinScript, messagePage } from './pages/enter-page.ts';
import type { ListFilter } from './pages/list-page.ts';
import { organisationsPage } from './pages/organisations-page.ts';
import { overviewPage, pairStateOrder } from './pages/overview-page.ts';
import { pairsPage } from './pages/pairs-page.ts';
import { programmesPage } from './pages/programmes-page.ts';
import { roadmapPage } from './pages/roadmap-page.ts';
import type { RoadmapText } from './pages/roadmap-text.ts';
import type { PageSessions } from './session/page-sessions.ts';

export interface DistrictPagesOptions {
  readonly reports: ReportStore;
  readonly sessions: PageSessions;
  readonly clock: Clock;
  readonly language: Language;
  /** True behind TLS: the cookie then never leaves without it. */
  readonly isSecure: boolean;
  logs(): ReadonlyMap<LogId, MembershipState>;
  redeemTicket(ticket: string): TicketHolder | undefined;
  /** Commits that aggregation has not passed. */
  behind(): number;
  /** A roadmap's words, where this person may read the document; undefined otherwise. */
  readRoadmap(documentId: DocumentId, holder: TicketHolder): Promise<RoadmapText | undefined>;
}

const cookieName = 'nastavnik-pages';

/** `?lang`, else what the browser prefers, else the relay's setting. */
function languageOf(context: Context, fallback: Language): Language {
  const asked = context.req.query('lang');
  if (asked === 'ru' || asked === 'en') return asked;
  const accepted = context.req.header('accept-language') ?? '';
  const first = /(?:^|[\s,])(ru|en)\b/i.exec(accepted)?.[1]?.toLowerCase();
  return first === 'ru' || first === 'en' ? first : fallback;
}

const districtOf = (logs: ReadonlyMap<LogId, MembershipState>): MembershipState | undefined =>
  [...logs.values()].find(({ level }) => level === 'district');

/** The roles that the district's own log gives; a head or a mentor has none of them. */
function isOfDistrict(holder: TicketHolder, logs: ReadonlyMap<LogId, MembershipState>): boolean {
  const district = districtOf(logs);
  if (district === undefined) return false;
  const { memberships = [] } = principalOfHolder(holder, logs.values()) ?? {};
  const roles = memberships.find(({ logId }) => logId === district.logId)?.roles ?? [];
  return roles.some((role) => (districtRoles as readonly string[]).includes(role));
}

function viewOf(options: DistrictPagesOptions, language: Language): View | undefined {
  const logs = options.logs();
  const district = districtOf(logs);
  if (district === undefined) return undefined;
  const today = calendarDate(options.clock.nowMs(), district.timeZone) as PlainDate;
  const figures = districtFigures({ store: options.reports, logs, district, today });
  return { words: wordsOf(language), language, figures, behind: options.behind() };
}

/** A filter from the address; a value that does not exist is as good as none. */
function filterOf(context: Context, view: View, states: readonly string[]): ListFilter {
  const org = context.req.query('org');
  const state = context.req.query('state');
  const isKnown = view.figures.organisations.some(({ logId }) => logId === org);
  return {
    ...(org !== undefined && isKnown ? { org } : {}),
    ...(state !== undefined && states.includes(state) ? { state } : {}),
  };
}

async function roadmapOf(
  context: Context,
  view: View,
  options: DistrictPagesOptions,
  holder: TicketHolder,
): Promise<Markup> {
  const show = context.req.query('show');
  const { org } = filterOf(context, view, []);
  const own = view.figures.organisations.flatMap(({ occurrences }) =>
    occurrences.map(({ roadmapId }) => roadmapId),
  );
  const texts = new Map<string, RoadmapText>();
  for (const roadmapId of new Set([...view.figures.districtRoadmaps, ...own])) {
    const text = await options.readRoadmap(roadmapId as DocumentId, holder);
    if (text !== undefined) texts.set(roadmapId, text);
  }
  return roadmapPage(
    view,
    {
      ...(org === undefined ? {} : { org }),
      ...(show === 'due' || show === 'overdue' ? { show } : {}),
    },
    texts,
  );
}

type Draw = (context: Context, view: View, holder: TicketHolder) => Markup | Promise<Markup>;

/** The district's pages: sign-in by a one-use ticket, then read-only pages without names. */
export function districtPages(options: DistrictPagesOptions): Hono {
  const app = new Hono();
  const { sessions } = options;
  const page =
    (draw: Draw) =>
    async (context: Context): Promise<Response> => {
      const language = languageOf(context, options.language);
      const words = wordsOf(language).enter;
      const holder = sessions.holderOf(getCookie(context, cookieName));
      const refuse = (text: string, status: 401 | 403 | 404) =>
        context.html(messagePage(language, { title: words.title, text }), status);
      if (holder === undefined) return refuse(words.needed, 401);
      if (!isOfDistrict(holder, options.logs())) return refuse(words.forbidden, 403);
      const view = viewOf(options, language);
      if (view === undefined) return refuse(words.missing, 404);
      return context.html(await draw(context, view, holder));
    };
  app.get('/district/style.css', (context) =>
    context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/join.js', (context) =>
    context.body(joinScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/join', (context) => context.html(joinPage(languageOf(context, options.language))));
  app.get('/district/enter', (context) => {
    const language = languageOf(context, options.language);
    const isOnlyFetched = context.req.header('sec-purpose') !== undefined;
    const ticket = context.req.query('ticket');
    const isUsable = ticket !== undefined && context.req.method === 'GET' && !isOnlyFetched;
    const holder = isUsable ? options.redeemTicket(ticket) : undefined;
    if (holder === undefined) {
      const { title, stale } = wordsOf(language).enter;
      return context.html(messagePage(language, { title, text: stale }), 401);
    }
    setCookie(context, cookieName, sessions.open(holder), {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/district',
      secure: options.isSecure,
      maxAge: Math.floor(sessions.lifetimeMs / 1_000),
    });
    return context.html(enteredPage(language));
  });
  app.get(
    '/district',
    page((_context, view) => overviewPage(view)),
  );
  app.get(
    '/district/organisations',
    page((context, view) => organisationsPage(view, context.req.query('org'))),
  );
  app.get(
    '/district/pairs',
    page((context, view) => pairsPage(view, filterOf(context, view, pairStateOrder))),
  );
  app.get(
    '/district/programmes',
    page((context, view) => programmesPage(view, filterOf(context, view, programmeStates))),
  );
  app.get(
    '/district/roadmap',
    page((context, view, holder) => roadmapOf(context, view, options, holder)),
  );
  return app;
}
