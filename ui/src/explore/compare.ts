import type { Query } from '../boards/model';

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
  const shifted = `last_over_time((${expr})[$__interval:$__interval] offset ${earlier})`;
  return [own, { ref: 'B', expr: shifted, isLimit: true, suffix: words }];
}
