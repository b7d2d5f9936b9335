import type { PlainDate } from '@nastavnik/core/domain';
import { calendarDate } from '@nastavnik/core/kernel';
import { useMembership, useWorkplace } from './workplace.tsx';

export interface DayView {
  readonly today: PlainDate;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** Today where the organisation is, not where the computer thinks it is. */
export function useToday(): DayView {
  const { clock } = useWorkplace();
  const timeZone = useMembership()?.timeZone ?? 'UTC';
  const nowMs = clock.nowMs();
  return { today: calendarDate(nowMs, timeZone) as PlainDate, timeZone, nowMs };
}
