import type { Interval, TimeRange } from './range';
import { stepFor } from './step';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A shorter range begins with the data by itself. */
export const GROWING_SPAN = 15 * MINUTE;
/** Of a range that is emptier than this somebody may think that something is wrong. */
const LEAST_SHARE = 0.5;
/** What is shown instead is long enough to see something in. */
const LEAST_MINUTES = 5;

/** That a range lies mostly before the first data. */
export interface Young {
  readonly since: number;
  /** Reaches back as far as the data do, and a little. */
  readonly range: TimeRange;
}

/** Null where the data fill enough of what is shown, or where nobody knows when they begin. */
export function youngOf({ from, to }: Interval, beganAt: number, now: number): Young | null {
  const isLong = to - from > GROWING_SPAN;
  if (!Number.isFinite(beganAt) || !isLong || to - beganAt > LEAST_SHARE * (to - from)) return null;
  // The first point may be one step behind the first sample; most of the range has to be filled.
  const seen = Math.max(0, now - beganAt);
  const ago = seen + Math.min(stepFor(to - from), seen);
  return { since: beganAt, range: { from: `now-${reach(ago)}`, to: 'now' } };
}

function reach(millis: number): string {
  if (millis < 2 * HOUR) return `${Math.max(LEAST_MINUTES, Math.ceil(millis / MINUTE))}m`;
  if (millis < 2 * DAY) return `${Math.ceil(millis / HOUR)}h`;
  return `${Math.ceil(millis / DAY)}d`;
}
