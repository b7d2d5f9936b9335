import type { DocumentKindName } from '../../access/rights/document-record.ts';
import { genesis as approvals } from '../office/approvals/genesis.ts';
import { migrations as approvalsMigrations } from '../office/approvals/migrations.ts';
import { genesis as organisation } from '../office/organisation/genesis.ts';
import { migrations as organisationMigrations } from '../office/organisation/migrations.ts';
import { genesis as register } from '../office/register/genesis.ts';
import { migrations as registerMigrations } from '../office/register/migrations.ts';
import { genesis as roadmap } from '../office/roadmap/genesis.ts';
import { migrations as roadmapMigrations } from '../office/roadmap/migrations.ts';
import { genesis as pair } from '../pairs/pair/genesis.ts';
import { migrations as pairMigrations } from '../pairs/pair/migrations.ts';
import { genesis as petition } from '../pairs/petition/genesis.ts';
import { migrations as petitionMigrations } from '../pairs/petition/migrations.ts';
import { genesis as programme } from '../pairs/programme/genesis.ts';
import { migrations as programmeMigrations } from '../pairs/programme/migrations.ts';
import { genesis as notes } from '../people/notes/genesis.ts';
import { migrations as notesMigrations } from '../people/notes/migrations.ts';
import { genesis as person } from '../people/person/genesis.ts';
import { migrations as personMigrations } from '../people/person/migrations.ts';
import { genesis as profile } from '../people/profile/genesis.ts';
import { migrations as profileMigrations } from '../people/profile/migrations.ts';
import type { FixedChange } from './fixed-change.ts';

const chains: Readonly<Record<DocumentKindName, readonly FixedChange[]>> = {
  organisation: [organisation, ...organisationMigrations],
  register: [register, ...registerMigrations],
  profile: [profile, ...profileMigrations],
  person: [person, ...personMigrations],
  pair: [pair, ...pairMigrations],
  petition: [petition, ...petitionMigrations],
  programme: [programme, ...programmeMigrations],
  notes: [notes, ...notesMigrations],
  roadmap: [roadmap, ...roadmapMigrations],
  approvals: [approvals, ...approvalsMigrations],
};

/** Genesis and migrations of a kind, in order: what the gate accepts unauthored, by hash. */
export const fixedChanges = (name: DocumentKindName): readonly FixedChange[] => chains[name];

/** Actors of all fixed changes, hex: refused in every change that is not one of them. */
export const reservedActors: ReadonlySet<string> = new Set(
  Object.values(chains).flatMap((chain) => chain.map(({ actor }) => actor)),
);
