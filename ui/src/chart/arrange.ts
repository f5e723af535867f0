import type { ChartSeries } from './series';

/** What is drawn for each series: its upper edge, and the lower edge of its area if not zero. */
export interface Arranged {
  readonly drawn: readonly Float64Array[];
  readonly bases: readonly (Float64Array | null)[];
}

/** Turns measured values into drawn ones: mirrored below zero, or one upon the other. */
export function arrange(rows: number, series: readonly ChartSeries[]): Arranged {
  const tops = new Map<string, Float64Array>();
  const totals = percentTotals(rows, series);
  const bases: (Float64Array | null)[] = [];
  const drawn = series.map(({ values, isMirrored, style }) => {
    const sign = isMirrored ? -1 : 1;
    if (style.stack === undefined) {
      bases.push(null);
      return isMirrored ? values.map((value) => -value) : values;
    }
    // What goes down is stacked downwards, beside and not upon what goes up.
    const group = `${style.axis} ${sign} ${style.stack}`;
    const total = style.isPercent ? totals.get(group) : undefined;
    const base = tops.get(group) ?? new Float64Array(rows);
    const top = new Float64Array(rows);
    const line = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = total ? values[row] / (total[row] || 1) : values[row];
      const isPresent = Number.isFinite(value);
      top[row] = isPresent ? base[row] + sign * value : base[row];
      line[row] = isPresent ? top[row] : NaN;
    }
    bases.push(base);
    tops.set(group, top);
    return line;
  });
  return { drawn, bases: series.map((each, index) => lower(each, index, series, drawn, bases)) };
}

/** The lower edge of a band is another series. */
function lower(
  { style }: ChartSeries,
  index: number,
  series: readonly ChartSeries[],
  drawn: readonly Float64Array[],
  bases: readonly (Float64Array | null)[],
): Float64Array | null {
  if (style.below === undefined) return bases[index];
  const place = series.findIndex(({ key }) => key === style.below);
  return place < 0 ? bases[index] : drawn[place];
}

function percentTotals(rows: number, series: readonly ChartSeries[]): Map<string, Float64Array> {
  const totals = new Map<string, Float64Array>();
  for (const { values, style, isMirrored } of series) {
    if (!style.isPercent || style.stack === undefined) continue;
    const group = `${style.axis} ${isMirrored ? -1 : 1} ${style.stack}`;
    const total = totals.get(group) ?? new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      if (Number.isFinite(values[row])) total[row] += Math.abs(values[row]);
    }
    totals.set(group, total);
  }
  return totals;
}
