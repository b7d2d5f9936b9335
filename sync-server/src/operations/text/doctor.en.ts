import type { DoctorTexts } from './doctor.ru.ts';

/** English twin of `doctor.ru.ts`. */
export const doctorEn: DoctorTexts = {
  names: {
    sqlite: 'SQLite version',
    journal: 'Journal mode of the database',
    schema: 'Version of the data (found/needed)',
    content: 'Content: documents · changes · log entries checked',
    audit: 'Audit trail, records',
    reports: 'Reporting tables behind by changes',
    disk: 'Free on the disk',
    clock: 'Clock',
    'relay-key': 'Relay key',
    'operator-key': 'Operator key',
    copies: 'Last verified copy',
    relay: 'Relay',
    address: 'Public address',
    websocket: 'Websocket through the public address',
    certificate: 'Certificate, days left',
  },
  next: {
    sqlite: 'This SQLite can damage the database. Update Node to 24 or later.',
    journal: 'The database is not in WAL mode. Do not open it with other programs; run serve.',
    schema:
      'The data is of another version. Lower than needed: backup create, then serve brings it up to date. Higher: update the relay.',
    content:
      'Run backup create to keep what there is, then restore the last verified copy: backup list, restore.',
    audit:
      'The audit trail’s chain is broken at this record: it was changed past the relay. Compare with a copy.',
    reports: 'Wait; if it does not shrink, stop the relay and run doctor --fix.',
    disk: 'Free some space or move the data: the relay will stop taking changes.',
    clock:
      'Something on the disk is from the future: the clock is behind. Turn time synchronisation on and restart the relay.',
    'relay-key':
      'The file is missing, damaged or open to others. doctor --fix restricts it; a lost key comes from a copy.',
    'operator-key': 'The file is damaged or open to others. doctor --fix restricts it.',
    copies: 'No verified copy, an old one, or the last try failed: backup create.',
    relay: 'The relay does not run or is not ready: serve; the log says why.',
    address:
      'Something else than the relay answers at the public address. Check the proxy and server.public_url.',
    websocket:
      'The proxy does not let websockets through. Allow the headers Upgrade and Connection; see docs/operations.md.',
    certificate: 'The certificate ends soon, has ended or does not fit. Renew it.',
  },
  levels: { ok: '[  ok   ]', warning: '[warning]', failure: '[failure]' },
  usage: [
    '  doctor                  look the relay over: data, disk, keys, copies, address',
    '      --full              every document, not a sample',
    '      --fix               mend what can be mended without loss',
  ],
  line: (level, name, value) => `${level} ${name}: ${value}`,
  mended: (name) => `Mended: ${name}.`,
  summary: (failures, warnings) =>
    failures === 0
      ? `No failures. To look at: ${warnings}.`
      : `Failures: ${failures}. To look at: ${warnings}.`,
};
