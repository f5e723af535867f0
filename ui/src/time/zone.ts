import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** The zone that the person chose; empty leaves it to the board and the browser. */
export const chosenZone: Signal<string> = signal('');
/** The zone that the open board asks for; empty while none does. */
export const boardZone: Signal<string> = signal('');
/** A name of the IANA list in which times are read and written; empty is the browser's own. */
export const zone: ReadonlySignal<string> = computed(() => chosenZone.value || boardZone.value);

const DAY = 86_400_000;
const MOST_OFFSETS = 4_000;

/** The name of the browser's own zone. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the browser knows a zone of this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

/** The name of a zone as boards write it: `browser` and unknown ones are empty. */
export function zoneOf(written: string | undefined): string {
  if (written?.toLowerCase() === 'utc') return 'UTC';
  return written && isZone(written) ? written : '';
}

/** A date whose UTC parts are what a clock on the wall of the zone shows. */
export function wallClock(millis: number): Date {
  return new Date(millis + offsetAt(millis));
}

/**
 * The moment at which the wall shows such a time. Of an hour that comes twice it is the first; what
 * the change to summer time leaves out counts on from before it.
 */
export function momentOf(wall: number): number {
  const early = wall - offsetAt(wall - DAY);
  if (early + offsetAt(early) === wall) return early;
  const late = wall - offsetAt(wall + DAY);
  return late + offsetAt(late) === wall ? late : early;
}

/** A way to write moments by the wall's clock, which costs much to make and little to use. */
export function wallFormat(
  options: Intl.DateTimeFormatOptions,
  locale?: string,
): (millis: number) => string {
  const format = new Intl.DateTimeFormat(locale, {
    hourCycle: 'h23',
    ...options,
    timeZone: 'UTC',
  });
  return (millis) => format.format(wallClock(millis));
}

/** What the wall's clock is ahead of UTC. */
function offsetAt(millis: number): number {
  const name = zone.value;
  if (name === '') return -60_000 * new Date(millis).getTimezoneOffset();
  return name === 'UTC' ? 0 : tableOf(name).at(millis);
}

/** The offsets of one zone, kept, since to ask for one costs a hundred times a look-up. */
class Offsets {
  #format: Intl.DateTimeFormat;
  #known = new Map<number, number>();

  constructor(name: string) {
    const numeric = 'numeric';
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      ...{ year: numeric, month: numeric, day: numeric },
      ...{ hour: numeric, minute: numeric, second: numeric },
    });
  }

  at(millis: number): number {
    const day = Math.floor(millis / DAY) * DAY;
    const offset = this.#ask(day);
    return offset === this.#ask(day + DAY) ? offset : this.#ask(millis);
  }

  #ask(millis: number): number {
    const known = this.#known.get(millis);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_OFFSETS) this.#known.clear();
    const second = Math.floor(millis / 1_000) * 1_000;
    const part: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(second)) part[type] = Number(value);
    const { year, month, day, hour, minute, second: seconds } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
    this.#known.set(millis, offset);
    return offset;
  }
}

let table: { readonly name: string; readonly offsets: Offsets } | null = null;

function tableOf(name: string): Offsets {
  if (table?.name !== name) table = { name, offsets: new Offsets(name) };
  return table.offsets;
}
