import type { ParseArgsOptionsConfig } from 'node:util';
import type { Command } from './command.ts';
import { backup } from './copies/backup.ts';
import { exportCommand, importCommand } from './copies/exchange.ts';
import { doctor } from './copies/doctor.ts';
import { restore } from './copies/restore.ts';
import { adopt } from './district/adopt.ts';
import { handover } from './district/handover.ts';
import { initialise } from './district/initialise.ts';
import { invite } from './district/invite.ts';
import { organisation } from './district/organisation.ts';
import { recover } from './district/recover.ts';
import { ticket } from './district/ticket.ts';
import { doc } from './documents/doc.ts';
import { audit } from './inspection/audit.ts';
import { stats } from './inspection/stats.ts';
import { supportBundle } from './inspection/support-bundle.ts';
import { device } from './people/device.ts';
import { config } from './running/config.ts';
import { health } from './running/health.ts';
import { serve } from './running/serve.ts';
import { status } from './running/status.ts';

/** Every command by the word a person types. */
export const commandTable: Readonly<Record<string, Command>> = {
  init: initialise,
  serve,
  organisation,
  invite,
  handover,
  adopt,
  recover,
  status,
  health,
  stats,
  audit,
  device,
  doc,
  'support-bundle': supportBundle,
  ticket,
  config,
  doctor,
  backup,
  restore,
  export: exportCommand,
  import: importCommand,
};

/** Every option of every command, as `node:util` parses them. */
export const commandOptions = {
  config: { type: 'string' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  'time-zone': { type: 'string' },
  demo: { type: 'boolean' },
  role: { type: 'string', multiple: true },
  org: { type: 'string' },
  person: { type: 'string' },
  days: { type: 'string' },
  device: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  head: { type: 'string' },
  redact: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  force: { type: 'boolean' },
  fix: { type: 'boolean' },
  full: { type: 'boolean' },
  'without-key': { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;
