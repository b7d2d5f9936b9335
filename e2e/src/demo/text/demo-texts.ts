import type { Role } from '@nastavnik/core/domain';

/** An invented person of the demonstration school; the same names in both languages' districts. */
export interface DemoName {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string;
  readonly position: string;
}

export type DemoPart = 'operator' | 'head' | 'curator' | 'mentor' | 'mentee';

/** Everything the demonstration writes into documents or says on the screen. */
export interface DemoTexts {
  readonly organisations: readonly {
    readonly fullName: string;
    readonly shortName: string;
    readonly kind: 'general' | 'additional';
  }[];
  readonly people: Readonly<Record<Exclude<DemoPart, 'operator'>, DemoName>>;
  readonly organisationPlan: (shortName: string) => string;
  readonly parts: Readonly<Record<DemoPart, string>>;
  readonly building: string;
  readonly creating: string;
  readonly ready: (url: string) => string;
  readonly invitations: string;
  readonly allUsed: string;
  readonly extension: (path: string) => string;
  readonly browser: string;
  readonly districtPage: (url: string) => string;
  readonly stop: string;
  readonly portTaken: (port: number) => string;
}

/** Roles that each part holds in its log. */
export const demoRoles: Readonly<Record<DemoPart, readonly Role[]>> = {
  operator: ['municipalOperator'],
  head: ['orgHead'],
  curator: ['curator'],
  mentor: ['mentor'],
  mentee: ['mentee'],
};
