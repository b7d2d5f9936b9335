import type { ErrorCode } from './codes.ts';

/** English twin of `texts.ru.ts`. */
export const errorTextsEn = {
  'frame-too-large':
    'The message is larger than allowed ({maxBytes} bytes). It was not sent; shorten the entry.',
  'frame-malformed':
    'The relay got a damaged message and closed the connection. Your data on this device is intact.',
  'frame-unexpected':
    'The relay got a message out of turn and closed the connection. Your data on this device is intact.',
  'protocol-version':
    'The extension and the relay are of versions that do not match. Update the extension.',
  'rate-limited': 'Too many requests in a row. Wait a minute; sending goes on by itself.',
  'sign-in-timeout': 'The relay waited too long for the sign-in. It will be tried again by itself.',
  'sign-in-refused':
    'The relay did not accept the key of this device. Ask the curator to check the device list.',
  'relay-unproved':
    'Somebody else answers at the relay’s address: they did not prove to be your relay. Nothing was sent, your data is intact on this device. Tell the administrator.',
  'relay-changed':
    'The relay has another key, and no handover is written in the log. Nothing was sent. If the relay was replaced, ask the administrator to write the handover.',
  'relay-rolled-back':
    'The relay has gone back to an earlier copy. What it lacks was sent to it again from this device. Tell the administrator.',
  'relay-forged':
    'The relay sent changes that cannot be trusted. They were not taken, this document is not synced for now, your data is intact. Tell the administrator.',
  'relay-draining':
    'The relay is restarting. Changes are saved on this device and will be sent later.',
  'relay-unreachable':
    'No connection to the relay. Go on working: changes are saved on this device.',
  internal:
    'Internal error. Your data is intact; if it happens again, tell the relay administrator.',
  'device-unknown': 'The relay does not know this device. Join with an invitation.',
  'device-revoked':
    'This device has been revoked. New changes are not sent; you can export them to a file.',
  'entry-invalid': 'The membership entry is not well formed and was not accepted.',
  'entry-forbidden': 'You do not have the right to do this.',
  'log-unknown': 'The relay does not know this organisation.',
  'log-forked':
    'The relay showed another membership history than before. Tell the administrator; syncing is stopped.',
  'log-equivocated':
    'The relay shows different people different membership histories. Syncing is stopped, your data is intact. Tell the administrator.',
  'log-other':
    'The invitation was made by another organisation than the relay shows. Do not join; ask for the invitation again.',
  'log-newer-version':
    'The membership log was written by a newer version. Update the extension; until then it is read-only.',
  'invitation-unknown': 'No such invitation. Check the code or ask for a new one.',
  'invitation-expired': 'The invitation has expired. Ask for a new one.',
  'invitation-used': 'The invitation has been used already. Ask for a new one.',
  'invitation-malformed':
    'The invitation code is mistyped. Check it: the letters O and I do not occur in codes.',
  'invitation-locked': 'Too many wrong attempts. Wait {minutes} min.',
  'document-unavailable': 'The document is not available.',
  'document-newer-schema':
    'The document was made by a newer version. You can read it; update the extension to edit.',
  'document-quarantined':
    'The document is damaged on the relay and closed for now. The copy on this device is intact.',
  'not-allowed': 'You have no right to make this change. It was kept as your draft.',
  'author-missing':
    'A change without a device signature was not accepted. It was kept as your draft.',
  'author-forged': 'The change is signed as another device and was not accepted.',
  'actor-reserved': 'The change uses a reserved name and was not accepted.',
  'actor-taken': 'The change uses the name of another device and was not accepted.',
  'change-malformed': 'The change is damaged and was not accepted.',
  'change-too-large': 'The change is too large (over {maxBytes} bytes). Split it.',
  'change-too-many-operations': 'The change has too many steps (over {maxOperations}). Split it.',
  'change-unresolvable': 'The relay could not tell what is being changed and did not accept it.',
  'value-invalid': 'The value of a field is not allowed. The change was kept as your draft.',
  'document-too-large': 'The document has reached its size limit. Open the next one.',
  'staging-full':
    'Too many changes without their predecessors. Sending will be tried again by itself.',
  'authored-before-revocation':
    'These edits were made on a revoked device. The curator will decide on them.',
  'programme-too-short':
    'The programme is shorter than three months. By the regulation it lasts 3 months to 1 year.',
  'programme-too-long':
    'The programme is longer than a year. By the regulation it lasts 3 months to 1 year.',
  'date-invalid': 'The date is not valid. A date such as 12.05.2026 is needed.',
  'text-required': 'Fill in this field.',
  'mentor-is-mentee': 'Mentor and mentee are the same person. Choose another.',
  'pair-needs-one-mentee': 'A pair has one mentee. For several choose a group.',
  'group-needs-two-mentees': 'A group has at least two mentees.',
  'evidence-missing': 'A row counts as done once evidence is attached. Add it.',
  'order-required': 'This needs an order. Give its number and date.',
  'step-out-of-turn': 'This cannot be done now: the entry is in another state. Look at it again.',
  'already-entered': 'There is such an entry already. Open it and correct it.',
  'not-found': 'The entry was not found. It may have been deleted on another device.',
  'content-changed': 'The text changed while you were reading it. Read it again and sign.',
  'signature-invalid': 'The signature does not match the text.',
  'storage-full':
    'This device is out of space. Free some or export to a file; the edit is not saved yet.',
  'storage-failed': 'The browser could not save the edit. Keep this tab open and export to a file.',
  'storage-damaged':
    'The record on this device was damaged and is nowhere else. Please make the edit again.',
  'device-data-newer':
    'The data was written by a newer version of the extension. Update the extension; nothing was deleted.',
  'workplace-elsewhere':
    'The workplace is open in another window of an older version. Close all windows of the extension and open it again.',
  'workplace-updated': 'The extension was updated. Reload this page to go on.',
  'profile-locked': 'This workplace is locked. Enter the code.',
  'profile-wrong-pin': 'The code did not match.',
  'key-lost': 'The key is lost; the entry cannot be read.',
  'note-key-waiting':
    'The key of your notes has not come from your other device yet. Open the extension there while online.',
  'browser-too-old': 'This browser lacks the encryption needed. Update it.',
  'page-not-allowed':
    'This page cannot be read. Open the journal, press the extension’s button there, or allow this site.',
  'clock-differs':
    'The clock of this device differs from the relay by {minutes} min. Check date and time.',
  'config-unknown-key':
    'Unknown setting “{key}” (value “{value}”). Correct its name or remove it; expected: {expected}.',
  'config-invalid': 'Setting “{key}”: “{value}” does not fit, expected {expected}.',
  'store-locked': 'The data file is in use by another running relay. Stop it and try again.',
  'store-newer-version': 'The data was written by a newer relay. Update the relay.',
  'store-missing': 'There is no data file. Run init first.',
  'store-setting-refused':
    'The store did not take the setting {setting}. Check that the data folder is on a local disk.',
  'sqlite-too-old':
    'SQLite {version} can damage the store; 3.51.3 or newer is needed. Install Node.js 24 and start again.',
  'relay-storage-full':
    'The relay has run out of space: edits stay on this device and go up by themselves when there is room. Tell whoever runs the relay.',
  'relay-storage-failed':
    'The disk did not take what the relay wrote, and the relay has stopped. Check the disk, then start the relay again.',
  'file-malformed': 'The file is damaged or of another kind. Nothing was loaded.',
  'copy-unknown': 'There is no copy “{name}”. See them all: backup list.',
  'copy-damaged':
    'The copy is damaged; nothing was changed. Take another one; to restore this one all the same: --force.',
  'copy-foreign':
    'This is a copy of another relay; nothing was changed. To restore it all the same: --force.',
  'bundle-malformed':
    'The exchange file is damaged or of another kind. Nothing was changed; ask for it to be written again.',
  'bundle-too-large':
    'The exchange file is too large. Nothing was changed; ask for one pair at a time.',
  'bundle-newer-version':
    'The exchange file was written by a newer version. Update the extension or the relay; nothing was changed.',
  'bundle-foreign':
    'The exchange file comes from another organisation or an unknown device. Nothing was changed.',
  'annotations-malformed': 'The file holds no web annotations. Nothing was taken from it.',
  'annotations-too-many':
    'The file holds more than {max} annotations. Nothing was taken from it; divide it.',
} satisfies Record<ErrorCode, string>;
