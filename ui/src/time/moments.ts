import type { ReadonlySignal } from '@preact/signals';
import type { Interval, TimeRange } from './range';

/** Which moments something shows: the whole page, or a panel with a range of its own. */
export interface Moments {
  readonly range: ReadonlySignal<TimeRange>;
  /** The span that trails the clock, in milliseconds; null for a range with a fixed end. */
  readonly span: ReadonlySignal<number | null>;
  /** When the view was held; null while it moves. */
  readonly heldAt: ReadonlySignal<number | null>;
  /** Goes up when everything is to be asked again. */
  readonly refreshes: ReadonlySignal<number>;
  /** Milliseconds by which earlier times are shown than the range says. */
  readonly offset: number;
  /** Now, or when the view was held. */
  now(): number;
  /** The range in milliseconds. */
  interval(): Interval;
  /** What a live view that ends at `last` spans. */
  trailing(span: number, last: number): Interval;
  sawDataAt(time: number): void;
}
