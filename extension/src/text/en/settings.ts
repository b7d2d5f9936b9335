import { count } from '../formats.ts';
import type { Texts } from '../ru/index.ts';

export const settings: Texts['settings'] = {
  title: 'Settings',
  sections: 'Sections of the settings',
  general: 'General',
  devices: 'Devices',
  portals: 'Portals',
  storage: 'Data on the device',
  language: 'Language',
  languageName: { ru: 'Русский', en: 'English' },
  shortcutsOn: 'Use keys',
  shortcutsOnHint: 'They go by the place of a key, so the layout does not matter.',
  profile: 'Workspace',
  profileLabel: 'Name on this computer',
  relay: 'Relay',
  noRelay: 'no relay',
  districtPage: 'Page of the district',
  districtPageHint: 'Opens in the browser with a one-use pass. Needs a connection to the relay.',
  openDistrictPage: 'Open the page of the district',
};

export const devices: Texts['devices'] = {
  title: 'My devices',
  hint: 'Each device has its own key. Revoke one that is lost or not yours.',
  thisDevice: 'this device',
  active: 'working',
  revoked: 'revoked',
  revoke: 'Revoke',
  notMe: 'This is not me',
  notMeHint: 'The device will be revoked. Tell your curator: somebody signed in under your name.',
  revokeThisHint:
    'You are revoking the device you work on. Your records stay here but cannot be sent any more.',
  revokeHint: 'The device will send nothing more. The curator decides on its late changes.',
  revokeConfirm: (name) => `Revoke the device “${name}”?`,
  addTitle: 'Add a second device',
  addHint: 'Get a code and type it on the other computer. It works for 15 minutes and once.',
  add: 'Get a code',
  empty: 'Your devices will be listed here once the relay has confirmed the invitation.',
  column: 'Device',
};

export const people: Texts['people'] = {
  title: 'Members and invitations',
  empty: 'Members of the organisation will be listed here. Begin with a curator or a first mentor.',
  name: 'Name',
  roles: 'Roles',
  devices: 'Devices',
  noDevices: 'has not joined yet',
  deviceCount: (amount) => count('en', amount, { one: 'device', other: 'devices' }),
  left: 'has left',
  add: 'Add a member',
  addHint: 'The name is kept only in the personal card, which is removed whole on request.',
  lastName: 'Last name',
  firstName: 'First name',
  patronymic: 'Patronymic',
  position: 'Position',
  rolesLabel: 'Roles in the organisation',
  rolesNeeded: 'Choose at least one role.',
  lastNameNeeded: 'Enter the last and first name.',
  invite: 'Invite',
  inviteAgain: 'Invite again',
  recover: 'Restore access',
  changeRoles: 'Change roles',
  actions: 'Actions',
  manage: (name) => `Actions: ${name}`,
  rolesOf: (name) => `Roles: ${name}`,
  revokeDevice: 'Revoke the device',
  invitationTitle: (name) => `Invitation: ${name}`,
  invitationReady:
    'Hand over the link or the code in person or in a private message. Whoever enters it gets in.',
  codeLabel: 'Code',
  linkLabel: 'Link',
  copyLink: 'Copy the link',
  copyCode: 'Copy the code',
  validUntil: (when) => `Valid until ${when}, once.`,
  waitsForRelay: 'It takes effect when it reaches the relay.',
  lost: 'The code is shown once. If it is lost, invite again: a new code replaces the old one.',
};

export const portals: Texts['portals'] = {
  title: 'Portals',
  hint: 'Notes work only where you allowed them. The portal itself does not learn of them.',
  empty: 'Portals that you turn on in the side panel will be listed here.',
  remove: 'Turn off',
  removeConfirm: (host) => `Turn notes off on “${host}”? The notes themselves stay.`,
  column: 'Portal',
};

export const storage: Texts['storage'] = {
  title: 'Data on this device',
  stored: 'What is kept',
  used: 'Used',
  usedOf: (used, quota) => `${used} of ${quota} available`,
  documents: (amount) => count('en', amount, { one: 'document', other: 'documents' }),
  waiting: 'Waiting to be sent',
  pageHint:
    'Of portal pages only your notes and an encoded place are kept. Names of pupils and page text are neither kept nor sent.',
  persistent: 'The browser promised not to erase this data',
  notPersistent: 'The browser may erase this data when space runs out',
  askPersistent: 'Ask not to erase',
  export: 'Export all documents',
  exportHint: 'Each document as a file of its own; they open without a relay.',
  wipeTitle: 'Erase this workspace from the computer',
  wipe: 'Erase',
  wipeHint:
    'Key, documents and notes will be removed from this device. What reached the relay stays there.',
  wipeWaiting: (amount) =>
    `${count('en', amount, { one: 'change', other: 'changes' })} not yet on the relay. They will be lost.`,
  wipeConfirm: 'I understand, erase',
};
