import type { Query } from '../boards/model';
import type { Frame } from '../data/frame';
import { parseDuration } from '../time/duration';
import type { Interval } from '../time/range';

/** How long ago a query can be compared with, as PromQL writes it, and in words. */
export const EARLIER: readonly (readonly [string, string])[] = [
  ['1h', 'an hour earlier'],
  ['1d', 'a day earlier'],
  ['7d', 'a week earlier'],
];

/** A query, and beside it the same of some time ago where that is asked for. */
export function comparedQueries(expr: string, earlier: string | null): readonly Query[] {
  const words = EARLIER.find(([offset]) => offset === earlier)?.[1];
  const own: Query = { ref: 'A', expr };
  if (!words) return [own];
  // A subquery can be shifted as a whole, whatever stands in it.
  const before = `last_over_time((${expr})[$__interval:$__interval] offset ${earlier})`;
  return [own, { ref: 'B', expr: before, isLimit: true, suffix: words }];
}

/** Whether an answer has anything of that time. */
export function hasEarlier({ series }: Frame): boolean {
  return series.some(
    ({ ref, values }) => ref === 'B' && values.some((each) => !Number.isNaN(each)),
  );
}

/** The times that are compared with those shown. */
export function shifted({ from, to }: Interval, earlier: string): Interval {
  const offset = parseDuration(earlier) ?? 0;
  return { from: from - offset, to: to - offset };
}
