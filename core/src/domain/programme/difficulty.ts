/** Who or what found a difficulty or a strength. @clause domain 4.1 Difficulty */
export const findingSources = ['self', 'mentor', 'council', 'survey', 'lessonVisit'] as const;
export type FindingSource = (typeof findingSources)[number];

/** 0 none, 1 slight, 2 marked, 3 severe. */
export const severities = [0, 1, 2, 3] as const;
export type Severity = (typeof severities)[number];
