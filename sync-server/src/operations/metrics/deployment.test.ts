import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../command-line/command-table.ts';
import { settingEntries } from '../configuration/settings.ts';
import { createRelayMetrics } from './relay-metrics.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = `${repository}sync-server/deploy/`;
const read = (path: string): string => readFileSync(folder + path, 'utf8');

async function publishedNames(): Promise<Set<string>> {
  const metrics = createRelayMetrics({
    version: '0',
    figures: () => ({
      waiting: 0,
      signedIn: 0,
      documentsResident: 0,
      documentsQuarantined: 0,
      workerRestarts: 0,
      storageBytes: 0,
      diskFreeRatio: 1,
      uncountedCommits: 0,
      backupLastSuccess: 0,
      backupLastVerified: 0,
    }),
  });
  const text = await metrics.text();
  metrics.close();
  const names = [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)];
  return new Set(
    names.flatMap(([, name = '', type]) => (type === 'histogram' ? [`${name}_bucket`] : [name])),
  );
}

/** Metric names that a file of rules or a board asks for, as words of their own. */
const asked = (text: string): string[] => [...new Set(text.match(/\brelay_[a-z_]+\b/g))];

describe('files for those who run a relay', () => {
  it.each(['monitoring/alerts.yaml', 'monitoring/board.json'])(
    '[2.2] %s asks only for figures that the relay publishes',
    async (path) => {
      const published = await publishedNames();
      // The comments of the rules name the two histograms to compare.
      const known = new Set([...published, ...[...published].map((n) => n.replace('_bucket', ''))]);
      expect(asked(read(path)).filter((name) => !known.has(name))).toEqual([]);
      expect(asked(read(path)).length).toBeGreaterThan(5);
    },
  );

  it('[2.2] there are eight alerts, each with a summary and a first step', () => {
    const text = read('monitoring/alerts.yaml');
    expect(text.match(/- alert:/g)).toHaveLength(8);
    expect(text.match(/ {10}summary: /g)).toHaveLength(8);
    expect(text.match(/ {10}action: /g)).toHaveLength(8);
    expect(JSON.parse(read('monitoring/board.json'))).toMatchObject({ title: 'nastavnik relay' });
  });

  it('[2.2] every command and file that a unit or a container names exists', () => {
    const texts = ['systemd', 'container'].flatMap((part) =>
      readdirSync(folder + part).map((name) => read(`${part}/${name}`)),
    );
    const said = texts.join('\n');
    const commands = [...said.matchAll(/main\.ts"?,? "?([a-z-]+)/g)].map(([, name]) => name ?? '');
    expect(commands).toEqual(expect.arrayContaining(['serve', 'health', 'backup']));
    expect(commands.filter((name) => !Object.hasOwn(commandTable, name))).toEqual([]);
    expect(existsSync(`${repository}sync-server/src/main.ts`)).toBe(true);
    const keys = new Set(settingEntries.map(({ envKey }) => envKey));
    expect((said.match(/NASTAVNIK_\w+/g) ?? []).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('[2.2] both proxies hide the figures and pass the name that was dialled', () => {
    for (const path of ['proxy/nginx.conf', 'proxy/Caddyfile']) {
      expect(read(path)).toContain('/metrics');
      expect(read(path)).toContain('/status');
    }
    expect(read('proxy/nginx.conf')).toContain('proxy_set_header Host $http_host');
  });
});
