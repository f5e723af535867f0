import { computed, type ReadonlySignal } from '@preact/signals';
import { parseDuration } from '../time/duration';
import type { Moments } from '../time/moments';
import {
  describe,
  type Interval,
  parseMoment,
  resolve,
  type TimeRange,
  trailingSpan,
} from '../time/range';
import type { OwnTime } from './model';

/** A range of a panel's own, an earlier one, or both, on a page that shows another. */
export class PanelMoments implements Moments {
  readonly range: ReadonlySignal<TimeRange>;
  readonly span: ReadonlySignal<number | null>;
  readonly offset: number;

  #page: Moments;

  constructor(page: Moments, time: OwnTime) {
    this.#page = page;
    this.offset = shiftOf(time);
    const own = rangeOf(time, page.now());
    // Who looks at a certain hour of the past wants to see that hour on all panels.
    this.range = computed(() =>
      own && page.range.value.to.startsWith('now') ? own : page.range.value,
    );
    this.span = computed(() => (this.offset === 0 ? trailingSpan(this.range.value) : null));
  }

  get heldAt(): ReadonlySignal<number | null> {
    return this.#page.heldAt;
  }

  get refreshes(): ReadonlySignal<number> {
    return this.#page.refreshes;
  }

  now(): number {
    return this.#page.now();
  }

  interval(): Interval {
    const { from, to } = resolve(this.range.value, this.now()) ?? this.#page.interval();
    return { from: from - this.offset, to: to - this.offset };
  }

  trailing(span: number, last: number): Interval {
    const isPages = span === this.#page.span.peek();
    return isPages ? this.#page.trailing(span, last) : { from: last - span, to: last };
  }

  sawDataAt(time: number): void {
    // What an older range begins with says nothing about the page's.
    if (this.range.peek() === this.#page.range.peek() && this.offset === 0)
      this.#page.sawDataAt(time);
  }

  /** What the panel's header says of it; empty where it shows what the page does. */
  note(): string {
    const isOwn = this.range.value !== this.#page.range.value;
    return [
      isOwn ? describe(this.range.value, this.now()) : '',
      this.offset > 0 ? `${durationText(this.offset)} earlier` : '',
    ]
      .filter(Boolean)
      .join(', ');
  }
}

/** Whether a panel shows other moments than its page. */
export function hasOwnTime(time: OwnTime | undefined, now: number): time is OwnTime {
  return time !== undefined && (rangeOf(time, now) !== null || shiftOf(time) > 0);
}

/** `6h` stands for the last six hours; a range that cannot be read is none. */
function rangeOf({ from, to }: OwnTime, now: number): TimeRange | null {
  const begin = from?.trim() ?? '';
  if (begin === '') return null;
  const range = {
    from: parseDuration(begin) === null ? begin : `now-${begin}`,
    to: to?.trim() || 'now',
  };
  return parseMoment(range.from, now) !== null && resolve(range, now) ? range : null;
}

function shiftOf({ shift }: OwnTime): number {
  return parseDuration(shift?.trim().replace(/^-/, '')) ?? 0;
}

const UNITS = [
  [604_800_000, 'week'],
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

function durationText(millis: number): string {
  const [length, unit] = UNITS.find(([each]) => millis % each === 0) ?? [1_000, 'second'];
  const count = Math.round(millis / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
