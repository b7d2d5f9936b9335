import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError, describeRefusal } from '@nastavnik/core/kernel';
import { operationsEn } from '../text/en.ts';
import { operationsRu } from '../text/ru.ts';
import { configurationTemplate } from './configuration-template.ts';
import { loadConfiguration, printConfiguration } from './load-configuration.ts';
import { settingEntries } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-configuration-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function file(text: string): string {
  files += 1;
  const path = join(folder, `relay-${files}.toml`);
  writeFileSync(path, text);
  return path;
}

function refusalOf(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('accepted');
}

/** One wrong file each: what stands in it, the code, and what the line must name. */
const wrongFiles: readonly (readonly [string, string, string, string])[] = [
  ['[server]\nprot = 80', 'config-unknown-key', 'server.prot', 'server.port'],
  ['[server]\nhostname = "a"', 'config-unknown-key', 'server.hostname', 'server.host'],
  ['[sever]\nport = 80', 'config-unknown-key', 'sever', 'server'],
  ['[relay]\nport = 80', 'config-unknown-key', 'relay', 'server'],
  ['port = 80', 'config-unknown-key', 'port', 'server'],
  ['server = 80', 'config-invalid', 'server', '[server]'],
  ['[server]\nport = "80"', 'config-invalid', 'server.port', '0…65535'],
  ['[server]\nport = 70000', 'config-invalid', 'server.port', '0…65535'],
  ['[server]\nport = -1', 'config-invalid', 'server.port', '0…65535'],
  ['[server]\nport = 80.5', 'config-invalid', 'server.port', '0…65535'],
  ['[server]\nport = true', 'config-invalid', 'server.port', '0…65535'],
  ['[server]\nhost = 1', 'config-invalid', 'server.host', '"…"'],
  ['[server]\nhost = ["a"]', 'config-invalid', 'server.host', '"…"'],
  ['[server]\npublic_url = "nastavnik.example"', 'config-invalid', 'server.public_url', 'https'],
  ['[server]\npublic_url = "https://a/b"', 'config-invalid', 'server.public_url', 'https'],
  ['[server]\ntrusted_proxies = "10.0.0.1"', 'config-invalid', 'server.trusted_proxies', '["…"'],
  ['[server]\ntrusted_proxies = [1]', 'config-invalid', 'server.trusted_proxies', '["…"'],
  ['[server]\nallowed_origins = [""]', 'config-invalid', 'server.allowed_origins', '["…"'],
  ['[store]\nfolder = ""', 'config-invalid', 'store.folder', 'S'],
  ['[documents]\nworkers = 0', 'config-invalid', 'documents.workers', '1…16'],
  ['[documents]\nidle_minutes = 100000', 'config-invalid', 'documents.idle_minutes', 'min'],
  ['[log]\nlevel = "loud"', 'config-invalid', 'log.level', '"info"'],
  ['[log]\nformat = "xml"', 'config-invalid', 'log.format', '"pretty"'],
  ['[pages]\nlanguage = "de"', 'config-invalid', 'pages.language', '"ru"'],
  ['[server\nport = 80', 'config-invalid', '-', 'TOML'],
];

describe('configuration of a relay', () => {
  it.each(wrongFiles)('[O7] %j is refused with %s', (text, code, key, expected) => {
    const path = file(text);
    const refusal = refusalOf(() => loadConfiguration({ path, env: {} }));
    expect(refusal.code).toBe(code);
    for (const language of ['ru', 'en'] as const) {
      const line = describeRefusal(refusal, language);
      expect(line).toContain(key);
      expect(line).toContain(expected);
      expect(line).not.toMatch(/\n|…(?= )|undefined/);
    }
  });

  it('[O7] an unknown or ill-typed environment variable is refused, naming itself', () => {
    const unknown = refusalOf(() => loadConfiguration({ env: { NASTAVNIK_SERVER_PROT: '80' } }));
    expect(unknown.code).toBe('config-unknown-key');
    expect(unknown.params).toMatchObject({
      key: 'NASTAVNIK_SERVER_PROT',
      expected: 'NASTAVNIK_SERVER_PORT',
    });
    const illTyped = refusalOf(() => loadConfiguration({ env: { NASTAVNIK_SERVER_PORT: 'http' } }));
    expect(illTyped.params).toMatchObject({ key: 'NASTAVNIK_SERVER_PORT', value: 'http' });
  });

  it('[2.2] flag is stronger than environment, environment than file, file than default', () => {
    const path = file('[server]\nport = 1001\nhost = "10.0.0.1"\n[log]\nlevel = "warn"');
    const env = {
      NASTAVNIK_SERVER_PORT: '1002',
      NASTAVNIK_SERVER_TRUSTED_PROXIES: '10.1.1.1, ::1',
    };
    const { configuration, baseFolder } = loadConfiguration({
      path,
      env,
      flags: { 'server.port': '1003' },
    });
    expect(configuration.server.port).toBe(1003);
    expect(configuration.server.host).toBe('10.0.0.1');
    expect(configuration.server.trustedProxies).toEqual(['10.1.1.1', '::1']);
    expect(configuration.log).toEqual({ level: 'warn', format: 'json' });
    expect(baseFolder).toBe(folder);
    expect(loadConfiguration({ path, env }).configuration.server.port).toBe(1002);
  });

  it('[2.2] the file is found by NASTAVNIK_CONFIG', () => {
    const path = file('[server]\nport = 1004');
    const { configuration } = loadConfiguration({ env: { NASTAVNIK_CONFIG: path } });
    expect(configuration.server.port).toBe(1004);
  });

  it('[2.2] the template names every setting and reads back as the defaults in both languages', () => {
    const defaults = loadConfiguration({ env: {} }).configuration;
    for (const texts of [operationsRu, operationsEn]) {
      const template = configurationTemplate(texts);
      for (const { envKey } of settingEntries) expect(template).toContain(envKey);
      expect(loadConfiguration({ path: file(template), env: {} }).configuration).toEqual(defaults);
      const uncommented = template.replace(/^# (\w+ = )/gm, '$1');
      const path = file(uncommented);
      expect(loadConfiguration({ path, env: {} }).configuration).toEqual(defaults);
    }
  });

  it('[2.2] what is printed reads back as the same configuration', () => {
    const flags = { 'server.port': '0', 'server.allowedOrigins': 'https://a.example' };
    const { configuration } = loadConfiguration({ env: {}, flags });
    const path = file(printConfiguration(configuration));
    expect(loadConfiguration({ path, env: {} }).configuration).toEqual(configuration);
  });
});
