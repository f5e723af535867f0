import { wallClock } from '../../time/zone';

export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** More bars than that are drawn by the week. */
const MOST_DAYS = 62;

/** A count for each day of a span, or for each week where it is long; days without one count 0. */
export function everyDay(counts: readonly DayCount[], from: number, to: number): DayCount[] {
  const known = new Map(counts.map(({ day, count }) => [day, count]));
  const days: DayCount[] = [];
  const end = dayOf(wallClock(to * 1_000));
  for (
    const date = wallClock(from * 1_000);
    dayOf(date) <= end;
    date.setUTCDate(date.getUTCDate() + 1)
  ) {
    const day = dayOf(date);
    days.push({ day, count: known.get(day) ?? 0 });
  }
  if (days.length <= MOST_DAYS) return days;
  const weeks: DayCount[] = [];
  for (let i = 0; i < days.length; i += 7) {
    const week = days.slice(i, i + 7);
    weeks.push({ day: week[0]!.day, count: week.reduce((sum, { count }) => sum + count, 0) });
  }
  return weeks;
}

function dayOf(wall: Date): string {
  return wall.toISOString().slice(0, 10);
}
