import type { Texts } from '../../ru/index.ts';

export const labels: Texts['labels'] = {
  formPair: 'Pair formed',
  recordOrder: 'Order for a pair recorded',
  logMeeting: 'Meeting logged',
  editMeeting: 'Words on a meeting',
  askHelp: 'Help request',
  answerHelp: 'Answer to a help request',
  startProgramme: 'Programme begun',
  editProgramme: 'Edit of the programme',
  programmeDates: 'Dates of the programme',
  addTask: 'Task added',
  editTask: 'Edit of a task',
  addFinding: 'Difficulty or strength added',
  editFinding: 'Edit of a difficulty or strength',
  addActivity: 'Activity added',
  editActivity: 'Edit of an activity',
  stepActivity: 'State of an activity',
  addEvidence: 'Evidence attached',
  addVersion: 'Version saved',
  addRemark: 'Remark',
  settleRemark: 'Remark dealt with',
  editRegister: 'Edit of the register',
  decideRow: 'Decision on a roadmap row',
  addNote: 'Note',
  editNote: 'Edit of a note',
  addPerson: 'Personal card',
};

export const statements: Texts['statements'] = {
  'consent-mentor/1':
    'I voluntarily agree to be the mentor in the mentoring pair (group) with the named participants for the named period, and I have read the regulation on mentoring. I know that I may withdraw my consent.',
  'consent-mentee/1':
    'I voluntarily agree to take part in the mentoring pair (group) as a mentee with the named mentor for the named period, and I have read the regulation on mentoring. I know that I may withdraw my consent.',
  'refuse/1': 'I refuse to take part in this mentoring pair (group).',
  'withdraw/1': 'I withdraw my consent to take part in this mentoring pair (group).',
  'order/1':
    'I confirm that I have signed the order with the given number and date which fixes this mentoring pair (group).',
  'end-order/1':
    'I confirm that I have signed the order with the given number and date which ends the work of this mentoring pair (group).',
  'agree/1':
    'I took part in drafting the personalised programme of mentoring, have read it whole and agree to it as it is shown.',
  'approve/1':
    'I have read the personalised programme of mentoring whole and approve it as it is shown.',
};
