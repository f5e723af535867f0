import type { Labels } from '../live/frames';

/** Observations between two values. */
export interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** One series of a frame; NaN where it has no value. */
export interface Series {
  readonly id: number | string;
  readonly ref: string;
  readonly labels: Labels;
  readonly values: Float64Array;
  /** False once the server has said that the series ended. */
  readonly isLiving: boolean;
  /** What a transformation called it, in the place of the query's legend. */
  readonly name?: string;
  /** Per row, where the samples are native histograms and no numbers. */
  readonly histograms?: readonly (readonly Bucket[] | null)[];
}

/** The answer to a panel's queries: series over one shared, evenly spaced time column (ms). */
export interface Frame {
  readonly step: number;
  readonly times: Float64Array;
  readonly series: readonly Series[];
}

/** A copy that later ticks do not touch. */
export function copyFrame(frame: Frame): Frame {
  return {
    step: frame.step,
    times: frame.times.slice(),
    series: frame.series.map((each) => ({ ...each, values: each.values.slice() })),
  };
}

/** The time of the first row in which some series has a value; null if there is none. */
export function firstTime(frame: Frame): number | null {
  const row = frame.times.findIndex((_, at) => hasValue(frame, at));
  return row < 0 ? null : frame.times[row];
}

/** The time of the last row in which some series has a value; null if there is none. */
export function lastTime(frame: Frame): number | null {
  const row = frame.times.findLastIndex((_, at) => hasValue(frame, at));
  return row < 0 ? null : frame.times[row];
}

function hasValue({ series }: Frame, row: number): boolean {
  return series.some(({ values, histograms }) => histograms?.[row] || !Number.isNaN(values[row]));
}

/** The newest value that is present, at most `reach` rows before the end; NaN if there is none. */
export function lastValue(values: Float64Array, reach: number = values.length): number {
  const first = Math.max(0, values.length - reach);
  for (let row = values.length - 1; row >= first; row--) {
    if (!Number.isNaN(values[row])) return values[row];
  }
  return NaN;
}
