import type { TimeSeriesPanel } from '../boards/model';
import { type ChartOptions, PLAIN_LINE, type SeriesStyle } from '../chart/series';
import type { Palette } from '../chart/palette';
import type { Frame } from '../data/frame';
import { commonLabels, legendOf } from '../dashboard/fields/resolve';
import { format } from '../units/units';
import type { Line, PlotModel } from './plot';

type Named = Pick<Line, 'name' | 'values' | 'isMirrored' | 'isLiving' | 'key'> & {
  readonly isLimit: boolean;
};

/** How a panel of a ready-made board is drawn: names, colours and order as the board says. */
export class BoardPlot implements PlotModel {
  readonly title: string;
  readonly chart: ChartOptions;
  readonly isSummed: boolean;
  readonly calculations = ['lastNotNull', 'min', 'max', 'mean'];
  readonly mostSeries = 60;
  #panel: TimeSeriesPanel;
  #slots = new Map<string, number>();

  constructor(panel: TimeSeriesPanel) {
    const { title, unit, min, max, isStacked = false } = panel;
    this.#panel = panel;
    this.title = title;
    this.isSummed = isStacked;
    this.chart = { left: { unit, min, max, isSoft: true, hasZero: true, isTight: isStacked } };
  }

  lines(frame: Frame, palette: Palette): Line[] {
    const common = commonLabels(frame.series.map(({ labels }) => labels));
    const named = frame.series.map((series): Named => {
      const query = this.#panel.queries.find(({ ref }) => ref === series.ref);
      return {
        key: String(series.id),
        name: legendOf(query, series.labels, common) + (query?.suffix ? `, ${query.suffix}` : ''),
        values: series.values,
        isMirrored: query?.isMirrored ?? false,
        isLimit: query?.isLimit ?? false,
        isLiving: series.isLiving,
      };
    });
    named.sort(
      (a, b) =>
        this.#rank(a.name) - this.#rank(b.name) ||
        a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
    const { unit, decimals, isStacked = false } = this.#panel;
    const hasAreas = isStacked || staysClear(named);
    return named.map(({ isLimit, ...each }) => ({
      ...each,
      color: isLimit ? palette.limit : this.#color(each.name, palette),
      style: isLimit ? LIMIT : isStacked ? STACKED : hasAreas ? AREA : PLAIN_LINE,
      format: (value) => format(value, unit, decimals),
      figure: (_, value) => format(value, unit, decimals),
    }));
  }

  #rank(name: string): number {
    const place = this.#panel.order?.indexOf(name) ?? -1;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  }

  /** A series keeps its colour while others come and go. */
  #color(name: string, { series }: Palette): string {
    const fixed = this.#panel.colors?.[name];
    if (fixed !== undefined) return series[fixed % series.length];
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(name, slot);
    }
    return series[slot % series.length];
  }
}

const AREA: SeriesStyle = { ...PLAIN_LINE, fill: 0.13 };
const STACKED: SeriesStyle = { ...PLAIN_LINE, width: 1, fill: 0.62, stack: 'all' };
const LIMIT: SeriesStyle = { ...PLAIN_LINE, width: 1, dash: [5, 5] };

/** Areas of more than two lines on one side of zero would cover each other. */
function staysClear(series: readonly Named[]): boolean {
  const lines = series.filter(({ isLimit }) => !isLimit);
  return lines.length <= 2 || lines.some(({ isMirrored }) => isMirrored);
}
