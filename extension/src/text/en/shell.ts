import { count } from '../formats.ts';
import type { Texts } from '../ru/index.ts';

const changes = { one: 'change', other: 'changes' };

export const shell: Texts['shell'] = {
  navigation: 'Sections',
  today: 'Today',
  pairs: 'Pairs',
  programmes: 'Programmes',
  register: 'Register',
  roadmap: 'Roadmap',
  notes: 'Notes',
  people: 'Members',
  settings: 'Settings',
  panelTabs: 'Sections of the panel',
  thisPage: 'This page',
  myPair: 'My pair',
  openWorkspace: 'Open the workspace',
  lock: 'Lock',
  switchPerson: 'Switch person',
  shortcuts: 'Keys',
  shortcutsHint:
    'They work in any keyboard layout while you are not typing in a field. Turn them off in the settings.',
  shortcutGo: 'Alt + digit — section by its order',
  shortcutHelp: 'Shift + / — this list',
  shortcutNew: 'N — new record on this screen',
  shortcutSearch: '/ — search on this screen',
  notFoundTitle: 'There is no such screen',
  notFound: 'The link may be out of date.',
  toToday: 'Go to Today',
};

export const status: Texts['status'] = {
  strip: 'Connection and safety',
  tier: { device: 'on the device', relay: 'on the relay', district: 'in the district' },
  tierReached: 'reached:',
  tierAhead: 'not yet:',
  online: 'Connected to the relay',
  connecting: 'Connecting to the relay',
  offline: 'Working offline',
  noRelay: 'Without a relay: everything is kept on this device',
  allSaved: 'Everything is sent',
  waiting: (amount) => `${count('en', amount, changes)} waiting to be sent`,
  refused: (amount) => `${count('en', amount, changes)} refused`,
  lastContact: (when) => `Last contact: ${when}`,
  neverContacted: 'The relay has not been reached yet',
  clockDiffers: (minutes) =>
    `The clock of this device differs from the relay by ${count('en', minutes, { one: 'minute', other: 'minutes' })}. Check date and time.`,
  storageFailed: 'Not saved on this device. Do not close this tab.',
  damaged: (amount) =>
    `${count('en', amount, { one: 'document', other: 'documents' })} damaged on this device. What is missing is fetched from the relay.`,
};
