import type { WatchingTexts } from './watching.ru.ts';

/** What the commands that look and count say, in English. */
export const watchingEn: WatchingTexts = {
  auditExported: (count, file) => `Events written: ${count}. File: ${file}.`,
  auditWhole: (count, head) =>
    `The audit trail is whole, records: ${count}. The last one: ${head}\nNote this line: with --head it proves that nothing before it was changed.`,
  auditBroken: (seq) =>
    `The audit trail breaks at record ${seq}: it is missing, or it is not the one that was written. Keep the database file and compare it with the copies: backup list.`,
  statsKind: (kind, documents, changes, size) =>
    `${kind}: documents ${documents}, changes ${changes}, ${size}`,
  statsLogs: (logs, entries) => `Membership logs: ${logs}, entries in them: ${entries}`,
  statsRefusals: (code, count) => `Refusals ${code}: ${count}`,
  statsDay: (day, commits) => `${day}: commits ${commits}`,
  statsFile: (size, free) => `Database file: ${size} MiB, free inside: ${free} MiB`,
  ready: 'The relay is ready.',
  notReady: (reason) => `The relay is not ready: ${reason}. The log and doctor say more.`,
  deviceLine: (device) =>
    `${device.kid}  ${device.organisation}  ${device.roles.join(', ') || 'no roles'}  person ${device.personId}  “${device.label}”${device.revoked ? '  revoked' : ''}`,
  noDevices: 'There are no devices.',
  deviceNeeded: 'Name the key: device revoke ID. The ids are in device list.',
  unknownDevice: (kid) => `There is no device ${kid} in force. The list: device list.`,
  deviceRevoked: (kid, names) =>
    `Device ${kid} is revoked: ${names}. Its connections are closed; what it has read stays on it.`,
  supportBundle: (file) =>
    `For support: ${file}. It holds versions, settings without addresses, counts and codes; no names, no content. Read it before you send it.`,
  usage: [
    '  health                  whether the relay is ready: code 0 or 75',
    '  stats                   what the relay holds: kinds, sizes, refusals, days',
    '  audit export            the audit trail as lines of JSON',
    '      --from SEQ          from which record; --to FILE: into a new file',
    '  audit verify [FILE]     check the chain of the trail or of an export',
    '      --head SEQ:HASH     it must pass through a record noted earlier',
    '  device list             devices of members; --org NAME',
    '  device revoke ID        revoke a device’s key (needs the operator’s key)',
    '  support-bundle          for support, without names; --to FILE',
  ],
};
