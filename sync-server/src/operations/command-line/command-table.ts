import type { ParseArgsOptionsConfig } from 'node:util';
import type { Command } from './command.ts';
import { initialise } from './district/initialise.ts';
import { invite } from './district/invite.ts';
import { organisation } from './district/organisation.ts';
import { ticket } from './district/ticket.ts';
import { config } from './running/config.ts';
import { serve } from './running/serve.ts';
import { status } from './running/status.ts';

/** Every command by the word a person types. */
export const commandTable: Readonly<Record<string, Command>> = {
  init: initialise,
  serve,
  organisation,
  invite,
  status,
  ticket,
  config,
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
} as const satisfies ParseArgsOptionsConfig;
