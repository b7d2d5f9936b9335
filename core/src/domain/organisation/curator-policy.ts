/** From whom the head may appoint the curator (C-01). @clause INV-05 */
export const curatorPolicies = ['deputyHead', 'deputyHeadOrTeacher', 'partnerEmployee'] as const;
export type CuratorPolicy = (typeof curatorPolicies)[number];
