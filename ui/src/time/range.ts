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
  const hasTime = trimmed.length > 10;
  const millis = Date.parse(hasTime ? trimmed.replace(' ', 'T') : `${trimmed}T00:00`);
  return Number.isNaN(millis) ? null : millis;
}

function resolveRelative(offsets: string, rounding: string | undefined, now: number): number {
  const moment = new Date(now);
  for (const [, sign, amount, unit] of offsets.matchAll(OFFSET)) {
    addUnits(moment, Number(amount) * (sign === '-' ? -1 : 1), unit);
  }
  if (rounding) {
    floorTo(moment, rounding);
  }
  return moment.getTime();
}

/** Days and longer follow the calendar, so that `now-1d` survives a change of summer time. */
function addUnits(moment: Date, amount: number, unit: string): void {
  switch (unit) {
    case 'y':
      moment.setFullYear(moment.getFullYear() + amount);
      break;
    case 'M':
      moment.setMonth(moment.getMonth() + amount);
      break;
    case 'd':
      moment.setDate(moment.getDate() + amount);
      break;
    case 'w':
      moment.setDate(moment.getDate() + 7 * amount);
      break;
    default:
      moment.setTime(moment.getTime() + amount * UNIT_MILLIS[unit]);
  }
}

function floorTo(moment: Date, unit: string): void {
  if (unit === 's' || unit === 'm') {
    const millis = UNIT_MILLIS[unit];
    moment.setTime(Math.floor(moment.getTime() / millis) * millis);
    return;
  }
  moment.setMinutes(0, 0, 0);
  if (unit === 'h') return;
  moment.setHours(0);
  if (unit === 'w') moment.setDate(moment.getDate() - ((moment.getDay() + 6) % 7));
  if (unit === 'M' || unit === 'y') moment.setDate(1);
  if (unit === 'y') moment.setMonth(0);
}

/** Both ends at `now`; null when a text names no moment or the range is empty. */
export function resolve(range: TimeRange, now: number): Interval | null {
  const from = parseMoment(range.from, now);
  const to = parseMoment(range.to, now);
  return from === null || to === null || from >= to ? null : { from, to };
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
  if (range.to.startsWith('now') || range.from.startsWith('now')) {
    return `${range.from} to ${range.to}`;
  }
  return `${momentText(interval.from, interval)} – ${momentText(interval.to, interval)}`;
}

/** A moment as local text, as short as the span around it allows. */
export function momentText(millis: number, within: Interval): string {
  const day = (moment: number) => new Date(moment).toDateString();
  const span = within.to - within.from;
  const isOneDay = day(within.from) === day(within.to) && day(within.to) === day(Date.now());
  return momentFormat(!isOneDay, span < 3_600_000).format(millis);
}

/** To make a format takes longer than to use it a hundred times. */
const momentFormats = new Map<string, Intl.DateTimeFormat>();

function momentFormat(hasDay: boolean, hasSeconds: boolean): Intl.DateTimeFormat {
  const key = `${hasDay} ${hasSeconds}`;
  const known = momentFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(undefined, {
    ...(hasDay ? { month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  });
  momentFormats.set(key, made);
  return made;
}

/** A moment in the form the time inputs read back. */
export function inputText(millis: number): string {
  const date = new Date(millis);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
