import type { Bucket, Frame, Series } from '../../../data/frame';

/** Counts over time and size. */
export interface Cells {
  /** Ends of the rows, lowest first; each row lies between two. */
  readonly bounds: readonly number[];
  /** Names of rows that are no sizes. */
  readonly names: readonly string[] | null;
  /** Per row of the picture, from the lowest, the count at each time. */
  readonly counts: readonly Float64Array[];
  readonly most: number;
}

const NOTHING: Cells = { bounds: [], names: null, counts: [], most: 0 };
/** Buckets of native histograms are finer than a panel is high. */
const MOST_ROWS = 60;

/** The cells of a frame: native histograms, classic buckets by `le`, or a row for each series. */
export function cellsOf(frame: Frame, nameOf: (series: Series) => string): Cells {
  const histograms = frame.series.filter((series) => series.histograms);
  if (histograms.length > 0) return nativeCells(frame, histograms);
  const classic = frame.series.filter(({ labels }) => labels.le !== undefined);
  if (classic.length > 0) return classicCells(classic);
  const counts = frame.series.map(({ values }) => values);
  return counts.length === 0
    ? NOTHING
    : {
        bounds: Array.from({ length: counts.length + 1 }, (_, row) => row),
        names: frame.series.map(nameOf),
        counts,
        most: mostOf(counts),
      };
}

/** Buckets with the same end are added up; each then gives off what the one below it holds. */
function classicCells(series: readonly Series[]): Cells {
  const sums = new Map<number, Float64Array>();
  for (const { labels, values } of series) {
    const end = labels.le === '+Inf' ? Infinity : Number(labels.le);
    const sum = sums.get(end);
    sums.set(end, sum ? sum.map((value, row) => added(value, values[row])) : values);
  }
  const ends = [...sums.keys()].sort((a, b) => a - b);
  const counts = ends.map((end, place) => {
    const own = sums.get(end)!;
    const below = place > 0 ? sums.get(ends[place - 1])! : null;
    return own.map((value, row) => Math.max(0, value - (below ? below[row] || 0 : 0)));
  });
  const [first] = ends;
  return {
    bounds: [first > 0 ? 0 : -Infinity, ...ends],
    names: null,
    counts,
    most: mostOf(counts),
  };
}

function added(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : a + b;
}

/** Buckets of all rows are put into a grid of equal factors between the lowest and highest. */
function nativeCells(frame: Frame, series: readonly Series[]): Cells {
  const columns = frame.times as Float64Array;
  const all: { row: number; bucket: Bucket }[] = [];
  for (const { histograms } of series) {
    histograms!.forEach((buckets, row) =>
      buckets?.forEach((bucket) => {
        if (bucket.count > 0) all.push({ row, bucket });
      }),
    );
  }
  if (all.length === 0) return NOTHING;
  const positive = all.filter(({ bucket }) => bucket.lower > 0 && Number.isFinite(bucket.upper));
  const lowest = positive.reduce((least, { bucket }) => Math.min(least, bucket.lower), Infinity);
  const highest = positive.reduce((most, { bucket }) => Math.max(most, bucket.upper), 0);
  const finest = positive.reduce(
    (least, { bucket }) => Math.min(least, bucket.upper / bucket.lower),
    Infinity,
  );
  if (!(highest > lowest)) return NOTHING;
  const rows = Math.min(
    MOST_ROWS,
    Math.max(1, Math.round(Math.log(highest / lowest) / Math.log(finest))),
  );
  const factor = (highest / lowest) ** (1 / rows);
  const counts = Array.from({ length: rows }, () => new Float64Array(columns.length));
  for (const { row, bucket } of all) {
    const middle = Math.sqrt(Math.max(bucket.lower, lowest) * Math.min(bucket.upper, highest));
    const place = Math.floor(Math.log(middle / lowest) / Math.log(factor));
    counts[Math.min(rows - 1, Math.max(0, place))][row] += bucket.count;
  }
  return {
    bounds: Array.from({ length: rows + 1 }, (_, row) => lowest * factor ** row),
    names: null,
    counts,
    most: mostOf(counts),
  };
}

function mostOf(counts: readonly Float64Array[]): number {
  return counts.reduce(
    (most, row) => row.reduce((high, value) => (value > high ? value : high), most),
    0,
  );
}
