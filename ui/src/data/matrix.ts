import type { Interval } from '../time/range';
import type { Bucket, Frame, Series } from './frame';

/** `data` of `/api/v1/query_range`. */
export interface Matrix {
  readonly resultType: string;
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly values?: readonly (readonly [number, string])[];
    readonly histograms?: readonly (readonly [number, WireHistogram])[];
  }[];
}

/** A native histogram as Prometheus writes it; a bucket is rule, lower and upper end, count. */
export interface WireHistogram {
  readonly count: string;
  readonly sum: string;
  readonly buckets?: readonly (readonly [number, string, string, string])[];
}

/** The same grid for every query of a panel, whatever second the range begins in. */
export function alignTo(interval: Interval, step: number): Interval {
  return {
    from: Math.floor(interval.from / step) * step,
    to: Math.ceil(interval.to / step) * step,
  };
}

/** Puts the answers of several range queries, asked over the same grid, into one frame. */
export function frameOf(
  answers: readonly { readonly ref: string; readonly matrix: Matrix }[],
  grid: Interval,
  step: number,
): Frame {
  const rows = Math.floor((grid.to - grid.from) / step) + 1;
  const times = Float64Array.from({ length: rows }, (_, row) => grid.from + row * step);
  const series: Series[] = [];
  for (const { ref, matrix } of answers) {
    for (const { metric, values = [], histograms } of matrix.result) {
      const column = new Float64Array(rows).fill(NaN);
      for (const [seconds, text] of values) {
        const row = Math.round((seconds * 1_000 - grid.from) / step);
        if (row >= 0 && row < rows) column[row] = sampleValue(text);
      }
      series.push({
        id: `${ref}:${JSON.stringify(metric)}`,
        ref,
        labels: metric,
        values: column,
        isLiving: true,
        ...(histograms ? { histograms: histogramsOf(histograms, grid.from, step, rows) } : {}),
      });
    }
  }
  return { step, times, series };
}

function histogramsOf(
  stamped: readonly (readonly [number, WireHistogram])[],
  from: number,
  step: number,
  rows: number,
): (readonly Bucket[] | null)[] {
  const column = Array<readonly Bucket[] | null>(rows).fill(null);
  for (const [seconds, { buckets = [] }] of stamped) {
    const row = Math.round((seconds * 1_000 - from) / step);
    if (row < 0 || row >= rows) continue;
    column[row] = buckets.map(([, lower, upper, count]) => ({
      lower: sampleValue(lower),
      upper: sampleValue(upper),
      count: sampleValue(count),
    }));
  }
  return column;
}

/** A number in the text form of Prometheus. */
export function sampleValue(text: string): number {
  if (text === '+Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  return Number(text);
}
