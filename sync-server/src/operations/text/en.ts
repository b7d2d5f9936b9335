import { watchingEn } from './watching.en.ts';
import { copiesEn } from './copies.en.ts';
import { doctorEn } from './doctor.en.ts';
import type { OperationsTexts } from './ru.ts';

/** English twin of `ru.ts`. */
export const operationsEn: OperationsTexts = {
  watching: watchingEn,
  settings: {
    'server.host':
      'Address the relay listens on. By default this computer only; the outside reaches it through a reverse proxy with TLS.',
    'server.port': 'Port. 0 means any free one: useful for tests.',
    'server.publicUrl':
      'Address that people see, such as https://nastavnik.example.org. Part of invitations and links. Empty: http://host:port.',
    'server.trustedProxies':
      'Addresses of proxies whose X-Forwarded-For is believed. Empty: nobody is believed.',
    'server.allowedOrigins':
      'Further origins that may open the websocket. The extension always may.',
    'server.allowedHosts':
      'Names the relay is opened by, besides the one in public_url, localhost and bare addresses. To any other name it answers 403.',
    'store.folder':
      'Data folder: the relay’s database and keys. A relative path starts at this file’s folder. Copy the folder as a whole.',
    'keys.relay': 'The relay’s key file. Empty: keys/relay.json in the data folder.',
    'keys.operator':
      'The operator’s key file. Empty: keys/operator.json in the data folder. serve never reads it; better kept away from the relay.',
    'documents.workers':
      'How many processes hold documents. A damaged document stops only its own process.',
    'documents.idleMinutes': 'Minutes without use after which a document leaves memory.',
    'backup.everyHours':
      'Hours after which serve makes a copy, restores it for a test and logs the outcome. 0: never.',
    'backup.folder':
      'Folder of the copies. Empty: beside the data folder, ending in -backups. Better another disk.',
    'backup.relayKey':
      'include: the relay key is in the copy, and the copy alone is enough to restore; keep it like a key. leave: the key is kept elsewhere.',
    'backup.keepHours': 'Of how many last hours one copy each is kept.',
    'backup.keepDays': 'Of how many last days one copy each is kept.',
    'backup.keepWeeks': 'Of how many last weeks one copy each is kept.',
    'log.level': 'How much is logged. The log has codes and ids only, no names and no content.',
    'log.format': 'json: one line per event for a collector; pretty: for reading.',
    'metrics.listen':
      'An address of its own for the collector of metrics, such as 127.0.0.1:9464. Empty: /metrics on the common port, for this computer only.',
    'metrics.tokenFile':
      'A file with the word that the collector says in Authorization: Bearer. Needed where the address is open to more than this computer.',
    'pages.language':
      'Language of the district’s pages where the browser names neither of the two.',
    'pages.sessionHours': 'Hours the district’s pages stay open after a ticket was used.',
  },
  copies: copiesEn,
  doctor: doctorEn,
  templateHead: [
    'Settings of a Nastavnik relay. The lines below are defaults; to change one, remove the # and write your own value.',
    'An environment variable (its name stands beside) is stronger than the file, a command line option stronger still.',
    'An unknown setting is an error, so that a slip does not go unnoticed.',
  ],
  usage: [
    'nastavnik-relay: the district’s relay; it syncs, guards and counts.',
    '',
    'Commands:',
    '  init                    create the district: keys, recovery sheet, first log entry',
    '      --name NAME         name of the district',
    '      --time-zone ZONE    time zone (default Asia/Krasnoyarsk)',
    '      --demo              the demonstration district',
    '  serve                   run the relay',
    '  organisation            create an organisation of the district (needs the operator key)',
    '      --name NAME         name of the organisation',
    '  invite                  invite a person (needs the operator key)',
    '      --role ROLE         role; may be repeated',
    '      --org NAME          organisation: name or log id; without it, the district',
    '      --person ID         id of a person the log already has',
    '      --days NUMBER       days until it expires (default 14)',
    '  handover                a new key of the relay, or a log handed to a device (relay stopped)',
    '      --org, --device     organisation and id of its device: no relay from then on',
    '  adopt                   a card of the relay for those who worked without one',
    '  adopt FILE              take their log over from an exchange file (relay stopped)',
    '  recover CODE            take control back with the recovery sheet (relay stopped)',
    '  status                  state of the relay',
    '  ticket                  one-use sign-in to the district’s pages (60 seconds)',
    ...doctorEn.usage,
    ...copiesEn.usage,
    ...watchingEn.usage,
    '  doc list                documents in quarantine',
    '  doc inspect ID          what is known of a document: state, size, why it is in quarantine',
    '  doc quarantine ID       take a document out of service',
    '  doc release ID          serve a document again, under watch',
    '  config check            check the settings',
    '  config print            show the settings in force',
    '      --redact            without addresses and paths',
    '  config template         show the settings file with comments',
    '',
    'Common options: --config FILE, --data FOLDER, --host ADDRESS, --port PORT, --lang ru|en, --json',
  ].join('\n'),
  demoDistrictName: 'Demonstration district',
  operatorLabel: 'Operator key',
  handedOver: (logs: number, kid: string) =>
    `Logs handed over: ${logs}. New entries are signed by key ${kid}. The former key of the relay was put aside next to it; run serve.`,
  relayCard:
    'Give this line to the founder of the organisation: it is pasted under “Settings → Data on this device → Connect a relay”, and an exchange file comes back to you.',
  adopted: (name, logId, entries) =>
    `Log taken over: ${name} (${logId}), entries: ${entries}. Start serve and tell people that they can connect.`,
  alreadyAdopted: (name) => `The log of “${name}” is at this relay already. Nothing was changed.`,
  notHandedHere:
    'The log in the file was not handed over to this relay. Give the founder this relay’s card (the command adopt) and ask for a new file. Nothing was changed.',
  wrongRecoveryCode:
    'The code fits no log of this relay. Check the recovery sheet: 20 characters in groups of five.',
  recovered: (logs: number, path: string) =>
    `Control was taken back, logs: ${logs}. New operator key: ${path}; the former operator keys were revoked. Put the sheet back into the safe.`,
  initialised: (name) => `District created: ${name}.`,
  alreadyInitialised: (folder) => `A district exists already in ${folder}. Nothing was changed.`,
  keyFiles: (operator, relay) =>
    `Operator key: ${operator} (keep it away from the relay)\nRelay key: ${relay}`,
  recoverySheet: (path) =>
    `Recovery sheet: ${path}. Print it, put it in a safe and delete the file.`,
  nextSteps: 'Next: serve runs the relay, invite invites people.',
  recoveryTitle: 'Recovery sheet',
  recoveryBody: (name, date) => [
    `District: ${name}`,
    `Created: ${date}`,
    '',
    'This key gives the district back when the operator key is lost.',
    'Keep the sheet in a safe. Whoever holds it can appoint a new operator.',
  ],
  recoveryCode: 'Recovery code',
  recoveryFingerprint: 'Fingerprint',
  listening: (url) => `The relay listens on ${url}`,
  draining: 'The relay is stopping: no new connections.',
  stopped: 'The relay has stopped; all that was accepted is on disk.',
  invited: (roles, organisation) => `Invitation: ${roles}, ${organisation}`,
  invitationCode: 'Code',
  invitationLink: 'Link',
  invitationExpires: (date) => `Valid until ${date}, once.`,
  missingOption: (option) => `Option --${option} is missing.`,
  unknownCommand: (name) => `Unknown command “${name}”.`,
  unknownOption: (text) => `Option not understood: ${text}`,
  unknownRole: (role, known) => `No role “${role}”. There are: ${known}.`,
  unknownOrganisation: (name, known) => `No organisation “${name}”. There are: ${known || '—'}.`,
  organisationFounded: (name, logId) => `Organisation created: ${name} (${logId}).`,
  organisationExists: (name) => `Organisation “${name}” exists already.`,
  systemError: (code) => `The system refused: ${code}. Check address, port and data folder.`,
  noOperatorKey: (path) => `Operator key not found: ${path}. Name it by the setting keys.operator.`,
  openFilePermissions: (path) =>
    `Other users can read the key file ${path}. Restrict it: chmod 600.`,
  configurationGood: 'The settings are good.',
  ticket: (url, seconds) => `Open within ${seconds} s; the link works once:\n${url}`,
  documents: {
    idNeeded: 'Name the document: doc inspect ID. The ids in quarantine are shown by doc list.',
    unknown: (id) => `There is no document ${id}.`,
    noneQuarantined: 'No document is in quarantine.',
    nextAfterList: 'Next: doc inspect ID for details, doc release ID to serve it again.',
    quarantined: 'The document is not served any more. To serve it again: doc release ID.',
    released:
      'The document is served again, under watch: if it ends its process once more, it goes back into quarantine by itself. Devices get it at their next connection.',
    trippedAgain:
      'The document ended its process again and stays in quarantine. Its data are whole, on the devices and in the relay’s file. Make a copy (backup create), update the relay and try again.',
    states: { open: 'served', quarantined: 'in quarantine', dropped: 'deleted' },
    lines: (found) =>
      [
        `Document ${found.documentId}`,
        `  Kind: ${found.kind}; log: ${found.logId}`,
        `  State: ${operationsEn.documents.states[found.state]}`,
        `  Last commit: ${found.seq}; heads: ${found.heads.join(', ') || '—'}`,
        `  Changes: ${found.changes}, bytes: ${found.changeBytes}, snapshot: ${found.snapshotBytes} bytes`,
        `  Damaged changes: ${found.damagedChanges}`,
      ].join('\n'),
    reason: (reason, at, goodSeq) =>
      `  In quarantine: ${reason}${at === undefined ? '' : `, since ${at}`}; last good commit: ${goodSeq}`,
    reasons: {
      ended: 'it ended the document process',
      'too-slow': 'it took longer than it may',
      'too-large': 'it needed more memory than it may',
      unreadable: 'it cannot be read',
      operator: 'the operator decided so',
    },
    next: {
      open: 'Next: doc quarantine ID to take it out of service.',
      quarantined: 'Next: doc release ID to try to serve it again.',
      dropped: 'A deleted document does not come back.',
    },
  },
  statusUp: (url) => `The relay is running: ${url}`,
  statusDown: 'The relay is not running.',
  statusDraining: 'The relay is stopping.',
  statusLines: {
    version: 'Version',
    logs: 'Membership logs',
    documents: 'Documents',
    changes: 'Changes',
    refusals: 'Refusals',
    sessions: 'Connections',
    behind: 'Changes not counted yet',
  },
};
