import { roundUp } from '../../../chart/scale';
import { isBinary } from '../../../units/units';

/** One value for each category; NaN where there is none. */
export interface BarSeries {
  readonly name: string;
  readonly color: string;
  /** Of single bars, where their values or categories decide it. */
  readonly colors?: readonly (string | null)[];
  readonly values: readonly number[];
  readonly format: (value: number) => string;
}

/** How the bars of one category lie to each other; shares are stacks that all reach 100 %. */
export type Arrangement = 'beside' | 'stacked' | 'shares' | 'over';

/** What a picture of bars shows. */
export interface BarChart {
  readonly categories: readonly string[];
  /** What stands between the categories, where they are pieces of one scale. */
  readonly edges?: readonly string[];
  readonly series: readonly BarSeries[];
  readonly arrangement: Arrangement;
  /** The share of a category's room that its bars take. */
  readonly groupShare: number;
  /** The share of its own room that a bar takes. */
  readonly barShare: number;
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** Categories that are not drawn because they are too many. */
  readonly omitted: number;
}

/** A bar's place: along the categories as shares from 0 to 1, and between two values. */
export interface PlacedBar {
  readonly series: number;
  readonly category: number;
  readonly from: number;
  readonly to: number;
  readonly foot: number;
  readonly top: number;
}

export function placeBars(chart: BarChart): readonly PlacedBar[] {
  const { categories, series, arrangement, groupShare, barShare } = chart;
  const room = 1 / Math.max(1, categories.length);
  const isOnePlace = arrangement !== 'beside';
  const width = (room * groupShare) / (isOnePlace ? 1 : Math.max(1, series.length));
  const margin = (width * (1 - barShare)) / 2;
  return categories.flatMap((_, category) => {
    const begin = (category + (1 - groupShare) / 2) * room;
    const ends = endsOf(
      series.map(({ values }) => values[category]),
      arrangement,
    );
    return ends.flatMap((end, index): PlacedBar[] => {
      if (!end) return [];
      const from = begin + (isOnePlace ? 0 : index * width) + margin;
      return [{ series: index, category, from, to: from + width - 2 * margin, ...end }];
    });
  });
}

/** Where each value of a category begins and ends; null for those that are absent. */
function endsOf(
  values: readonly number[],
  arrangement: Arrangement,
): readonly ({ readonly foot: number; readonly top: number } | null)[] {
  const isPile = arrangement === 'stacked' || arrangement === 'shares';
  const present = values.filter(Number.isFinite);
  const whole = present.reduce((sum, value) => sum + Math.abs(value), 0);
  const factor = arrangement === 'shares' && whole > 0 ? 1 / whole : 1;
  const reached = { above: 0, below: 0 };
  return values.map((given) => {
    if (!Number.isFinite(given)) return null;
    const value = given * factor;
    if (!isPile) return { foot: 0, top: value };
    const side = value < 0 ? 'below' : 'above';
    const foot = reached[side];
    reached[side] += value;
    return { foot, top: reached[side] };
  });
}

/** The values that the picture spans: zero, all bars, and what the options ask for. */
export function valueSpan(
  { min, max, unit, arrangement }: BarChart,
  bars: readonly PlacedBar[],
): readonly [number, number] {
  const tops = bars.map(({ top }) => top);
  const lowest = tops.reduce((least, top) => Math.min(least, top), 0);
  const highest = tops.reduce((most, top) => Math.max(most, top), 0);
  if (arrangement === 'shares') return [lowest < 0 ? -1 : 0, highest > 0 || lowest === 0 ? 1 : 0];
  const low = min ?? (lowest < 0 ? -roundUp(-lowest, isBinary(unit)) : 0);
  const high = max ?? roundUp(highest, isBinary(unit));
  return high > low ? [low, high] : [low, low + 1];
}

/** Round values within the span, at most so many. */
export function valueTicks([low, high]: readonly [number, number], unit: string, most: number) {
  const rough = (high - low) / Math.max(1, most);
  const step = isBinary(unit) ? 2 ** Math.ceil(Math.log2(rough)) : roundStep(rough);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** The next of 1, 2, 2.5 and 5 times a power of ten. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5].find((each) => each * power >= rough * 0.999999) ?? 10;
  return factor * power;
}
