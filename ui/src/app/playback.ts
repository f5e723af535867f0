import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ServerClock } from '../time/clock';
import type { Moments } from '../time/moments';
import {
  absolute,
  DEFAULT_RANGE,
  type Interval,
  resolve,
  sameRange,
  shift,
  SHORTEST_SPAN,
  type TimeRange,
  trailingSpan,
  zoomOut,
} from '../time/range';
import { GROWING_SPAN, type Young, youngOf } from '../time/young';
import type { PageLocation } from './location';

const YOUNGEST_SPAN = 60_000;

/** Which moments the page shows: trailing the clock, held by pause, or fixed in the past. */
export class Playback implements Moments {
  /** When the view was held; null while it moves. */
  readonly heldAt: Signal<number | null> = signal(null);
  /** Since when there are data to show on this page. */
  readonly beganAt: Signal<number> = signal(Infinity);
  /** Goes up when everything is to be asked again. */
  readonly refreshes: Signal<number> = signal(0);
  /** The span that trails the clock, in milliseconds; null for a range with a fixed end. */
  readonly span: ReadonlySignal<number | null>;
  readonly offset = 0;

  /** The first data within a range: what was seen in a shorter one may have begun before. */
  #seen: Signal<{ readonly range: TimeRange; readonly since: number } | null> = signal(null);
  #location: PageLocation;
  #clock: ServerClock;

  constructor(location: PageLocation, clock: ServerClock) {
    this.#location = location;
    this.#clock = clock;
    this.span = computed(() => trailingSpan(location.range.value));
  }

  get range(): ReadonlySignal<TimeRange> {
    return this.#location.range;
  }

  now(): number {
    return this.heldAt.value ?? this.#clock.now();
  }

  /** The range in milliseconds as of now, or as of the pause. */
  interval(): Interval {
    const now = this.now();
    return resolve(this.range.value, now) ?? { from: now - 300_000, to: now };
  }

  /**
   * What a live view that ends at `last` spans. On a young server a short one begins with the first
   * data and grows; a long one keeps its room, since there a gap may be an outage.
   */
  trailing(span: number, last: number): Interval {
    const isGrowing = span <= GROWING_SPAN && this.beganAt.value > last - span;
    const from = isGrowing ? Math.min(this.beganAt.value, last - YOUNGEST_SPAN) : last - span;
    return { from: Math.max(from, last - span), to: last };
  }

  sawDataAt(time: number): void {
    if (time < this.beganAt.peek()) this.beganAt.value = time;
    const range = this.range.peek();
    const seen = this.#seen.peek();
    if (!seen || !sameRange(seen.range, range) || time < seen.since)
      this.#seen.value = { range, since: time };
  }

  /** That the range lies mostly before the first data; null if not, or nobody knows yet. */
  get young(): Young | null {
    const seen = this.#seen.value;
    return seen && sameRange(seen.range, this.range.value)
      ? youngOf(this.interval(), seen.since, this.now())
      : null;
  }

  togglePause(): void {
    this.heldAt.value = this.heldAt.value === null ? this.#clock.now() : null;
  }

  show(range: TimeRange): void {
    this.heldAt.value = null;
    this.#location.setRange(range);
  }

  zoomTo(from: number, to: number): void {
    const missing = Math.max(0, SHORTEST_SPAN - (to - from));
    this.show(absolute(from - missing / 2, to + missing / 2));
  }

  zoomOut(): void {
    this.show(zoomOut(this.range.value, this.#clock.now()));
  }

  shift(direction: -1 | 1): void {
    this.show(shift(this.range.value, direction, this.#clock.now()));
  }

  /** Back to where the view was before; from a link straight into the past, to the present. */
  back(): void {
    this.heldAt.value = null;
    if (this.#location.depth.value > 0) this.#location.back();
    else this.show(DEFAULT_RANGE);
  }

  refresh(): void {
    this.refreshes.value++;
  }
}
