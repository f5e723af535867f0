import type { Palette } from '../../../chart/palette';
import type { Frame } from '../../../data/frame';
import { axisLabels, format } from '../../../units/units';
import { seriesColor } from '../../fields/display';
import type { Panel } from '../../model';
import type { BoardScope } from '../../scope';
import { type BarChart, roundStep } from '../bars/bars';
import { nameSeries, type NamedSeries } from '../naming';
import { option, readSeries } from '../read';

/** So many bars show the shape of a distribution and not its noise. */
const USUAL_BUCKETS = 30;
/** A bucket size that was chosen too small for the values would draw for ever. */
const MOST_BUCKETS = 500;

/** More distributions than this, one over the other, cannot be told apart. */
const MOST_SERIES = 20;

/** Counts of values in ranges of equal size. */
export interface Buckets {
  /** Where the first bucket begins. */
  readonly start: number;
  readonly size: number;
  /** Per series, how many values lie in each bucket. */
  readonly counts: readonly (readonly number[])[];
}

/** How often the values of a panel's series occur, for all series together or for each. */
export function histogramOf(
  panel: Panel,
  frame: Frame,
  scope: BoardScope,
  palette: Palette,
): BarChart {
  const named = nameSeries(panel, readSeries(panel, frame), scope).filter(
    ({ field }) => !field.draw?.hideFrom?.viz && !field.cell?.hidden,
  );
  const isCombined = option(panel, 'combine', false);
  const shown = isCombined ? named : named.slice(0, MOST_SERIES);
  const all = shown.map(({ series }) => series.values);
  const { start, size, counts } = countValues(
    isCombined ? [joined(all)] : all,
    option(panel, 'bucketSize', 0),
    option(panel, 'bucketOffset', 0),
    option(panel, 'bucketCount', USUAL_BUCKETS),
  );
  const { unit = 'short', decimals } = panel.field?.defaults ?? {};
  const bounds = Array.from({ length: (counts[0]?.length ?? 0) + 1 }, (_, i) => start + i * size);
  const written = (value: number) => format(value, unit, decimals);
  return {
    categories: bounds.slice(1).map((end, i) => `${written(bounds[i])} to ${written(end)}`),
    edges: axisLabels(bounds, unit),
    series: counts.map((values, slot) => ({
      ...identity(isCombined ? undefined : shown[slot], slot, palette),
      values,
      format: (count) => format(count, 'short'),
    })),
    arrangement: 'over',
    groupShare: 1,
    barShare: 0.96,
    unit: 'short',
    omitted: named.length - shown.length,
  };
}

function identity(named: NamedSeries | undefined, slot: number, palette: Palette) {
  const name = named?.name ?? 'Count';
  return { name, color: seriesColor(name, slot, named?.field.color, palette) };
}

/**
 * Counts values in buckets.
 *
 * @param wantedSize of a bucket; 0 for a round one that makes at most `most` buckets
 * @param offset where buckets begin, apart from multiples of their size
 */
export function countValues(
  columns: readonly Float64Array[],
  wantedSize: number,
  offset: number,
  most: number,
): Buckets {
  const finite = columns.map((values) => values.filter(Number.isFinite));
  const low = finite.reduce(
    (least, values) => values.reduce((a, b) => Math.min(a, b), least),
    Infinity,
  );
  const high = finite.reduce(
    (top, values) => values.reduce((a, b) => Math.max(a, b), top),
    -Infinity,
  );
  if (!(high >= low)) return { start: 0, size: 1, counts: columns.map(() => []) };
  const spread = high - low;
  const isUsable = wantedSize > 0 && spread / wantedSize < MOST_BUCKETS;
  const usual = roundStep((spread || Math.abs(high) || 1) / Math.max(1, most));
  const size = isUsable ? wantedSize : usual;
  const start = Math.floor((low - offset) / size) * size + offset;
  const places = Math.floor((high - start) / size + 1e-9) + 1;
  const counts = finite.map((values) => {
    const column = Array<number>(places).fill(0);
    for (const value of values)
      column[Math.min(places - 1, Math.floor((value - start) / size + 1e-9))]++;
    return column;
  });
  return { start, size, counts };
}

function joined(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns.flatMap((values) => Array.from(values)));
}
