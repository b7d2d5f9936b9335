import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invitationLink, type MembershipState } from '@nastavnik/core/access';
import { initializeAutomerge, roadmapCommands } from '@nastavnik/core/documents';
import type { PlainDate } from '@nastavnik/core/domain';
import {
  AppError,
  calendarDate,
  systemClock,
  systemRandom,
  type Clock,
  type InvitationId,
  type Language,
  type LogId,
  type PersonId,
  type RandomSource,
} from '@nastavnik/core/kernel';
import {
  connectToRelay,
  dataFolderOf,
  loadConfiguration,
  openOperatorSession,
  readKeyFile,
  runCommandLine,
  type RelayService,
} from '@nastavnik/sync-server/operations';
import { districtPlan } from './district-plan.ts';
import {
  createDocument,
  createPersonCard,
  fillOrganisation,
  type DemoWork,
} from './fill-organisation.ts';
import { startDemoRelay } from './start-demo-relay.ts';
import { demoRoles, type DemoPart, type DemoTexts } from './text/demo-texts.ts';

/** A one-use invitation of the demonstration, with the code that opens it. */
interface DemoInvitation {
  readonly part: DemoPart;
  readonly logId: LogId;
  readonly personId: PersonId;
  readonly code: string;
  readonly invitationId: InvitationId;
}

/** What the demonstration remembers between runs, beside the relay's own data. */
interface DemoRecord {
  readonly districtLogId: LogId;
  readonly organisationLogIds: readonly LogId[];
  readonly invitations: readonly DemoInvitation[];
}

export interface DemoDistrict extends DemoRecord {
  readonly service: RelayService;
  /** `http://127.0.0.1:port`; invitations name it. */
  readonly url: string;
  readonly dataFolder: string;
  /** What a person pastes into the extension. */
  link(part: DemoPart): string;
  /** A fresh link to the district's pages, for one sign-in. */
  pageUrl(): string;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** An empty or absent folder for the relay's data. */
  readonly folder: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly language: Language;
  readonly texts: DemoTexts;
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

const yearMs = 365 * 24 * 60 * 60_000;
const recordName = 'demo.json';

async function initialise(folder: string, language: Language): Promise<void> {
  const errors: string[] = [];
  const exitCode = await runCommandLine({
    args: ['init', '--demo', '--data', folder, '--lang', language],
    env: {},
    out: () => undefined,
    err: (line) => errors.push(line),
    onSignal: () => () => undefined,
  });
  if (exitCode !== 0) throw new AppError('internal', { said: errors.join(' ') });
}

async function loadAutomerge(): Promise<void> {
  const address = import.meta.resolve('@automerge/automerge/automerge.wasm');
  await initializeAutomerge(new Uint8Array(readFileSync(fileURLToPath(address))));
}

/** The first school: its people with their cards, and who stands in the register. */
async function createPeople(work: DemoWork, logId: LogId): Promise<DemoInvitation[]> {
  const { session, clock, texts } = work;
  const invitations: DemoInvitation[] = [];
  for (const part of ['head', 'curator', 'mentor', 'mentee'] as const) {
    const personId = await session.addPerson(logId, demoRoles[part]);
    const expiresAtMs = clock.nowMs() + yearMs;
    const { code, invitationId } = await session.invite(logId, personId, { expiresAtMs });
    await createPersonCard(work, logId, personId, texts.people[part]);
    invitations.push({ part, logId, personId, code, invitationId });
  }
  return invitations;
}

/**
 * The operator may announce documents anywhere, but write only where the rights table says; so the
 * operator takes the curator's role for the time of setting up, in the log, for all to see.
 */
async function asCurator(work: DemoWork, logId: LogId, action: () => Promise<void>): Promise<void> {
  const { session, operatorId: personId } = work;
  await session.author(logId, 'set-role', { personId, roles: ['municipalOperator', 'curator'] });
  await action();
  await session.author(logId, 'set-role', { personId, roles: ['municipalOperator'] });
}

async function createOrganisations(work: DemoWork, district: MembershipState) {
  const organisationLogIds: LogId[] = [];
  const invitations: DemoInvitation[] = [];
  for (const [index, organisation] of work.texts.organisations.entries()) {
    const logId = await work.session.foundOrganisation(organisation.shortName, district);
    organisationLogIds.push(logId);
    await asCurator(work, logId, async () => {
      const people = index === 0 ? await createPeople(work, logId) : [];
      invitations.push(...people);
      const registered = people.flatMap(({ part, personId }) =>
        part === 'mentor' || part === 'mentee' ? [{ personId, as: part }] : [],
      );
      await fillOrganisation(work, logId, organisation, registered);
    });
  }
  return { organisationLogIds, invitations };
}

async function fillDistrict(work: DemoWork, district: MembershipState): Promise<DemoRecord> {
  const { session, clock, operatorId, today } = work;
  const { logId } = district;
  const template = districtPlan(today);
  await createDocument(work, {
    logId,
    kind: 'roadmap',
    writes: [
      (draft, context) => roadmapCommands.loadTemplate(draft, { template }, context),
      (draft) => roadmapCommands.edit(draft, { level: 'municipal', state: 'inForce' }),
    ],
  });
  const expiresAtMs = clock.nowMs() + yearMs;
  const { code, invitationId } = await session.invite(logId, operatorId, {
    expiresAtMs,
    purpose: 'device',
  });
  const operator = { part: 'operator', logId, personId: operatorId, code, invitationId } as const;
  const { organisationLogIds, invitations } = await createOrganisations(work, district);
  return { districtLogId: logId, organisationLogIds, invitations: [operator, ...invitations] };
}

async function setUp(service: RelayService, options: DemoOptions): Promise<DemoRecord> {
  const { folder, texts, clock = systemClock, random = systemRandom } = options;
  await loadAutomerge();
  const loaded = loadConfiguration({ env: {}, flags: { 'store.folder': folder } });
  const key = await readKeyFile(dataFolderOf(loaded).operatorKey);
  const url = service.url.replace(/^http/, 'ws');
  const connection = await connectToRelay({ url, signer: key.signer, clock });
  try {
    const session = openOperatorSession({ connection, key, clock, random });
    const district = [...(await session.logs()).values()].find(({ level }) => level === 'district');
    if (district === undefined) throw new AppError('log-unknown');
    const today = calendarDate(clock.nowMs(), district.timeZone) as PlainDate;
    const operatorId = district.operator.personId;
    return await fillDistrict({ session, operatorId, clock, random, today, texts }, district);
  } finally {
    await connection.close();
  }
}

function districtOf(service: RelayService, folder: string, record: DemoRecord): DemoDistrict {
  const operator = record.invitations.find(({ part }) => part === 'operator');
  return {
    ...record,
    service,
    url: service.url,
    dataFolder: folder,
    link: (part) => {
      const invitation = record.invitations.find((one) => one.part === part);
      if (invitation === undefined) throw new AppError('invitation-unknown');
      return invitationLink(service.url, invitation.code);
    },
    pageUrl: () => {
      if (operator === undefined) throw new AppError('invitation-unknown');
      return service.ticketUrl(service.relay.issueTicket({ personId: operator.personId }));
    },
    close: () => service.close(),
  };
}

/**
 * Creates the demonstration district and serves it: three organisations, the Abansky plan, four
 * invented people in the first school, five invitations. Everything is written by the operator's
 * device through the real gate.
 */
export async function createDemoDistrict(options: DemoOptions): Promise<DemoDistrict> {
  const { folder, port, language } = options;
  await initialise(folder, language);
  const service = await startDemoRelay({ folder, port, language });
  try {
    const record = await setUp(service, options);
    // Written last: a folder without it was not finished and is begun anew.
    writeFileSync(join(folder, recordName), `${JSON.stringify(record, null, 2)}\n`, {
      mode: 0o600,
    });
    await service.counted();
    return districtOf(service, folder, record);
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** Opens a district that an earlier run has created; undefined where there is none. */
export async function openDemoDistrict(
  options: Pick<DemoOptions, 'folder' | 'port' | 'language'>,
): Promise<DemoDistrict | undefined> {
  const { folder, port, language } = options;
  const record = readRecord(join(folder, recordName));
  if (record === undefined) return undefined;
  return districtOf(await startDemoRelay({ folder, port, language }), folder, record);
}

function readRecord(path: string): DemoRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoRecord;
  } catch {
    return undefined;
  }
}
