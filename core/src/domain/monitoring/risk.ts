/** How heavy a risk is judged. @clause domain 4.1 Risk */
export const riskLevels = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];
