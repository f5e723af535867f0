import { momentOf, wallClock, wallFormat } from './zone';

/**
 * The times a page shows: relative ones such as `now-6h` stay text, so that they move with the
 * clock.
 */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** A range with both ends resolved, in milliseconds since the epoch. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface Preset {
  readonly title: string;
  readonly range: TimeRange;
}

const UNIT_MILLIS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const RELATIVE = /^now((?:[+-]\d+(?:ms|[smhdwMy]))*)(?:\/([smhdwMy]))?$/;
const LAST = /^now-(\d+)([smhdwMy])$/;
const UNIT_NAME: Record<string, string> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};
const OFFSET = /([+-])(\d+)(ms|[smhdwMy])/g;

/** The shortest span that can be zoomed into. */
export const SHORTEST_SPAN = 5_000;
/** The longest span that can be zoomed out to: ten years, the longest raw retention. */
export const LONGEST_SPAN = 10 * 366 * 86_400_000;

export const DEFAULT_RANGE: TimeRange = { from: 'now-5m', to: 'now' };

export const PRESETS: readonly Preset[] = [
  preset('Last 5 minutes', 'now-5m'),
  preset('Last 15 minutes', 'now-15m'),
  preset('Last 30 minutes', 'now-30m'),
  preset('Last hour', 'now-1h'),
  preset('Last 3 hours', 'now-3h'),
  preset('Last 6 hours', 'now-6h'),
  preset('Last 24 hours', 'now-24h'),
  preset('Last 7 days', 'now-7d'),
  preset('Last 30 days', 'now-30d'),
  preset('Last 90 days', 'now-90d'),
  preset('Today so far', 'now/d'),
  { title: 'Yesterday', range: { from: 'now-1d/d', to: 'now/d' } },
];

function preset(title: string, from: string): Preset {
  return { title, range: { from, to: 'now' } };
}

/**
 * The moment a text names: `now`, `now-6h`, `now-1d/d`, milliseconds since the epoch, or a local
 * date such as `2026-03-01 12:30`; null when it names none.
 */
export function parseMoment(text: string, now: number): number | null {
  const trimmed = text.trim();
  const relative = RELATIVE.exec(trimmed);
  if (relative) {
    return resolveRelative(relative[1], relative[2], now);
  }
  if (/^\d{10,14}$/.test(trimmed)) {
    return trimmed.length <= 11 ? Number(trimmed) * 1_000 : Number(trimmed);
  }
  const date =
    /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
  if (!date.test(trimmed)) {
    return null;
  }
  const iso = trimmed.length > 10 ? trimmed.replace(' ', 'T') : `${trimmed}T00:00`;
  const isZoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(iso);
  const millis = Date.parse(isZoned ? iso : `${iso}Z`);
  if (Number.isNaN(millis)) return null;
  return isZoned ? millis : momentOf(millis);
}

function resolveRelative(offsets: string, rounding: string | undefined, now: number): number {
  let moment = now;
  for (const [, sign, amount, unit] of offsets.matchAll(OFFSET))
    moment = addUnits(moment, Number(amount) * (sign === '-' ? -1 : 1), unit);
  return rounding ? floorTo(moment, rounding) : moment;
}

/** Days and longer follow the calendar, so that `now-1d` survives a change of summer time. */
function addUnits(moment: number, amount: number, unit: string): number {
  const wall = wallClock(moment);
  switch (unit) {
    case 'y':
      addMonths(wall, 12 * amount);
      break;
    case 'M':
      addMonths(wall, amount);
      break;
    case 'd':
      wall.setUTCDate(wall.getUTCDate() + amount);
      break;
    case 'w':
      wall.setUTCDate(wall.getUTCDate() + 7 * amount);
      break;
    default:
      return moment + amount * UNIT_MILLIS[unit];
  }
  return momentOf(wall.getTime());
}

/** A month before the 31st is the last day of a shorter one. */
function addMonths(wall: Date, amount: number): void {
  const day = wall.getUTCDate();
  wall.setUTCMonth(wall.getUTCMonth() + amount);
  if (wall.getUTCDate() !== day) wall.setUTCDate(0);
}

function floorTo(moment: number, unit: string): number {
  if (unit === 's' || unit === 'm') return moment - (moment % UNIT_MILLIS[unit]);
  const wall = wallClock(moment);
  const shown = wall.getTime();
  wall.setUTCMinutes(0, 0, 0);
  // Not by the wall, which shows an hour twice when summer time ends.
  if (unit === 'h') return moment - (shown - wall.getTime());
  wall.setUTCHours(0);
  if (unit === 'w') wall.setUTCDate(wall.getUTCDate() - ((wall.getUTCDay() + 6) % 7));
  if (unit === 'M' || unit === 'y') wall.setUTCDate(1);
  if (unit === 'y') wall.setUTCMonth(0);
  return momentOf(wall.getTime());
}

/**
 * Both ends at `now`; null when a text names no moment or the range is empty. `now/d` to `now/d` is
 * the whole day.
 */
export function resolve(range: TimeRange, now: number): Interval | null {
  const from = parseMoment(range.from, now);
  const to = parseMoment(range.to, now);
  if (from === null || to === null || from > to) return null;
  if (from < to) return { from, to };
  const rounding = RELATIVE.exec(range.to.trim())?.[2];
  return rounding ? { from, to: addUnits(to, 1, rounding) } : null;
}

/**
 * The span of a range that trails the clock (`now-6h` to `now`), in milliseconds; null otherwise.
 */
export function trailingSpan(range: TimeRange): number | null {
  const match = /^now-(\d+)(ms|[smhdw])$/.exec(range.from.trim());
  if (!match || range.to.trim() !== 'now') {
    return null;
  }
  return Number(match[1]) * UNIT_MILLIS[match[2]];
}

export function absolute(from: number, to: number): TimeRange {
  return { from: String(Math.round(from)), to: String(Math.round(to)) };
}

/** Twice the span around the same middle. */
export function zoomOut(range: TimeRange, now: number): TimeRange {
  const interval = resolve(range, now);
  if (!interval) return DEFAULT_RANGE;
  const span = interval.to - interval.from;
  const wanted = Math.min(span * 2, LONGEST_SPAN);
  const to = Math.min(interval.to + (wanted - span) / 2, now);
  return absolute(to - wanted, to);
}

/** The neighbouring range half a span away: -1 earlier, 1 later; never past `now`. */
export function shift(range: TimeRange, direction: -1 | 1, now: number): TimeRange {
  const interval = resolve(range, now);
  if (!interval) return DEFAULT_RANGE;
  const span = interval.to - interval.from;
  const to = Math.min(interval.to + (direction * span) / 2, now);
  return absolute(to - span, to);
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What the range is called on a button. */
export function describe(range: TimeRange, now: number): string {
  const known = PRESETS.find((each) => sameRange(each.range, range));
  if (known) return known.title;
  const interval = resolve(range, now);
  if (!interval) return 'Unreadable range';
  const last = range.to === 'now' ? LAST.exec(range.from) : null;
  if (last) {
    const [, count, unit] = last;
    return count === '1' ? `Last ${UNIT_NAME[unit]}` : `Last ${count} ${UNIT_NAME[unit]}s`;
  }
  if (range.to.startsWith('now') || range.from.startsWith('now')) {
    return `${range.from} to ${range.to}`;
  }
  return `${momentText(interval.from, interval)} – ${momentText(interval.to, interval)}`;
}

/** A moment as local text, as short as the span around it allows. */
export function momentText(millis: number, within: Interval): string {
  const day = (moment: number) => inputText(moment).slice(0, 10);
  const now = day(Date.now());
  const isToday = day(within.from) === now && day(within.to) === now;
  const isThisYear = [within.from, within.to].every(
    (moment) => day(moment).slice(0, 4) === now.slice(0, 4),
  );
  const length = isToday ? 'time' : isThisYear ? 'day' : 'year';
  return momentFormat(length, within.to - within.from < 3_600_000)(millis);
}

/** To make a format takes longer than to use it a hundred times. */
const momentFormats = new Map<string, (millis: number) => string>();

function momentFormat(length: 'time' | 'day' | 'year', hasSeconds: boolean) {
  const key = `${length} ${hasSeconds}`;
  const known = momentFormats.get(key);
  if (known) return known;
  const made = wallFormat({
    ...(length === 'year' ? { year: 'numeric' } : {}),
    ...(length === 'time' ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds ? { second: '2-digit' } : {}),
  });
  momentFormats.set(key, made);
  return made;
}

/** A moment in the form the time inputs read back. */
export function inputText(millis: number): string {
  const wall = wallClock(millis);
  if (Number.isNaN(wall.getTime())) return 'no time';
  return wall.toISOString().split('.')[0].replace('T', ' ');
}
