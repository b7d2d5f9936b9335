import { count } from '../formats.ts';
import type { Texts } from '../ru/index.ts';

const changes = (amount: number): string =>
  count('en', amount, { one: 'change', other: 'changes' });

export const files: Texts['files'] = {
  title: 'Exchange file',
  hint: 'When there is no connection between you, pass the pair’s records on as a file. It is signed by your device and holds your working records: pass it on by hand.',
  save: 'Save a file',
  load: 'Load a file',
  choose: 'Exchange file to load',
  name: (date) => `exchange-${date}.nastavnik`,
  saved: 'The file is saved.',
  nothingNew: 'The file holds nothing new: you have all of it already.',
  taken: (amount) => `Loaded: ${changes(amount)}.`,
  refused: (amount) => `Not accepted: ${changes(amount)}. Your own records did not change.`,
  waiting: (amount) => `Put off, since what they stand on is missing: ${changes(amount)}.`,
};

export const alone: Texts['alone'] = {
  open: 'Without a server: the two of us',
  title: 'Without a server: the two of us',
  lead: 'Everything is kept on your two computers and passed on as files. A server can be connected later: nothing is lost.',
  begin: 'Begin',
  beginHint: 'One of you begins and lets the other in. That computer keeps the list of members.',
  joinByFile: 'Join with a file',
  joinByFileHint: 'If the other has begun already and gave you a file and a code.',
  name: 'A name for your organisation',
  nameHint: 'For example, the name of the school.',
  you: 'You',
  other: 'The other person',
  lastName: (of) => `${of}: last name`,
  firstName: (of) => `${of}: first name`,
  part: 'What you are in the pair',
  deviceLabel: 'Name for this device',
  deviceLabelHint: 'For example “Laptop at home”. The other person will see it.',
  found: 'Begin to work',
  fillAll: 'Fill this in.',
  recoveryTitle: 'Write down the recovery code',
  recoveryHint:
    'It gives your organisation back if this computer breaks. The code is shown once: write it on paper and put it away.',
  recoveryCode: 'Recovery code',
  next: 'Written down, open the workspace',
  thenInvite:
    'Next: invite the other person under “People”, hand over the file and read the code aloud.',
  offer: 'Invitation file',
  offerHint: 'Choose the file or paste its text.',
  chooseOffer: 'Choose an invitation file',
  offerText: 'Text of the invitation',
  code: 'The code that was read aloud',
  codeHint: 'Without it the file lets nobody in.',
  label: 'Your name on this computer',
  join: 'Join',
  answerTitle: 'Hand over the answer',
  answerHint:
    'Save the answer and give it to the person who invited you. You get an exchange file in return: load it under “Settings → Data on this device”.',
  answerWaiting:
    'You have not been let in yet. Give the answer to the person who invited you, and load below the exchange file that you get in return.',
  saveAnswer: 'Save the answer',
  copyAnswer: 'Copy the text of the answer',
  openWorkplace: 'Open the workspace',
  offerName: 'invitation.nastavnik',
  answerName: 'answer.nastavnik',
  saveOffer: 'Save the invitation file',
  offerWay:
    'Pass the file on as you like, and read the code aloud or over the phone: one is of no use without the other. Load the answer under “Settings → Data on this device”.',
  allHint:
    'The file holds all that is shared in this organisation, signed by your device; no private notes are in it. A new member’s answer is loaded here too.',
  admitted: 'The device was let in. Give that person the file that has just been saved.',
  relayTitle: 'Connect a relay',
  relayHint:
    'If the district has a relay by now, all of your work goes on at it. Its operator gives you a card: one line of text.',
  card: 'Card of the relay',
  handOver: 'Hand the log to the relay and save a file',
  handOverHint: (district) =>
    `The relay of “${district}” will keep the list of members, and people of the district will see your records as those of other organisations. Only the recovery code can undo this.`,
  handOverConfirm: 'Hand over',
  handedOver: 'Give the saved file to the operator. Once it is taken over, press “Connect”.',
  connect: 'Connect',
  notOwn: 'First, the person who began hands the log to the relay. Connect after that.',
};
