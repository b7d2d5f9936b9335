import {
  CalendarCheck,
  ClipboardList,
  Map as MapIcon,
  NotebookPen,
  NotebookText,
  Settings,
  Users,
  UserPlus,
  type LucideIcon,
} from 'lucide-preact';
import type { Role } from '@nastavnik/core/domain';
import type { Texts } from '../../../text/ru/index.ts';
import type { PlainScreen } from '../route/route.ts';

export interface NavigationEntry {
  readonly screen: PlainScreen | 'settings';
  readonly icon: LucideIcon;
  readonly name: (t: Texts) => string;
  /** Roles that have any business there; everybody when absent. */
  readonly roles?: readonly Role[];
}

const organisationWide: readonly Role[] = [
  'curator',
  'orgHead',
  'mentorCouncil',
  'psychologist',
  'systemAdmin',
];

const entries: readonly NavigationEntry[] = [
  { screen: 'today', icon: CalendarCheck, name: (t) => t.shell.today },
  {
    screen: 'pairs',
    icon: Users,
    name: (t) => t.shell.pairs,
    roles: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil', 'psychologist'],
  },
  {
    screen: 'programmes',
    icon: NotebookText,
    name: (t) => t.shell.programmes,
    roles: ['mentor', 'mentee', 'curator', 'orgHead', 'mentorCouncil'],
  },
  {
    screen: 'register',
    icon: ClipboardList,
    name: (t) => t.shell.register,
    roles: ['curator', 'orgHead', 'mentorCouncil', 'psychologist'],
  },
  { screen: 'roadmaps', icon: MapIcon, name: (t) => t.shell.roadmap },
  { screen: 'notes', icon: NotebookPen, name: (t) => t.shell.notes },
  {
    screen: 'people',
    icon: UserPlus,
    name: (t) => t.shell.people,
    roles: [...organisationWide, 'municipalOperator', 'municipalAuthority'],
  },
  { screen: 'settings', icon: Settings, name: (t) => t.shell.settings },
];

/** Sections for these roles, at most nine, in a fixed order. */
export function navigationFor(roles: readonly Role[]): readonly NavigationEntry[] {
  return entries.filter(
    (entry) => entry.roles === undefined || entry.roles.some((role) => roles.includes(role)),
  );
}
