/** What a survey is for. @clause domain 4.1 Survey */
export const surveyPurposes = [
  'expectations',
  'relation',
  'satisfaction',
  'readiness',
  'wish',
  'deficits',
  'process',
  'influence',
] as const;
export type SurveyPurpose = (typeof surveyPurposes)[number];

export const questionTypes = [
  'scale1to10',
  'yesNo',
  'single',
  'multi',
  'text',
  'frequency',
] as const;
export type QuestionType = (typeof questionTypes)[number];

export const surveyPhases = ['before', 'during', 'after'] as const;
export type SurveyPhase = (typeof surveyPhases)[number];
