/** What a legend says about a series over the visible window; NaN where there is no value. */
export interface Statistics {
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly avg: number;
}

export function statistics(
  times: Float64Array,
  values: Float64Array,
  from: number,
  to: number,
): Statistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  let last = NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value) || times[row] < from || times[row] > to) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    count++;
    last = value;
  }
  return count === 0
    ? { last: NaN, min: NaN, max: NaN, avg: NaN }
    : { last, min, max, avg: sum / count };
}

/** Whether the second half of the window lies higher than the first. */
export function trend(values: Float64Array): 'rising' | 'falling' | 'steady' {
  const present = values.filter((value) => Number.isFinite(value));
  const half = present.length >> 1;
  if (half === 0) return 'steady';
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  const before = mean(present.subarray(0, half));
  const after = mean(present.subarray(half));
  const change = after - before;
  const size = Math.max(Math.abs(before), Math.abs(after));
  if (size === 0 || Math.abs(change) < 0.05 * size) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}
