/** Monday first, as cron names them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

export const weekdayName = (day: Weekday): string => NAMES[day];

/** Cron's fields for a time on some days of the week. */
export function weeklyCron(days: ReadonlySet<Weekday>, time: string): string {
  const [hour = '0', minute = '0'] = time.split(':');
  const chosen = WEEKDAYS.filter((day) => days.has(day));
  const field = chosen.length === WEEKDAYS.length ? '*' : chosen.join(',');
  return `${Number(minute)} ${Number(hour)} * * ${field}`;
}

/** Cron's fields in words where they are a time on days of the week, else as they are. */
export function cronWords(cron: string): string {
  const match = /^(\d+) (\d+) \* \* (\S+)$/.exec(cron);
  if (!match) return cron;
  const [, minute, hour, field] = match as unknown as [string, string, string, string];
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (field === '*') return `every day at ${time}`;
  const days = field.split(',').map((day) => NAMES[day as Weekday]);
  return days.every(Boolean) ? `${days.join(', ')} at ${time}` : cron;
}
