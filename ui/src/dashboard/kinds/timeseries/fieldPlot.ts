import type { Palette } from '../../../chart/palette';
import type { AxisOptions, ChartOptions, Level, Mark, SeriesStyle } from '../../../chart/series';
import type { Frame } from '../../../data/frame';
import type { Line, PlotModel } from '../../../panels/plot';
import { format } from '../../../units/units';
import { colorOf } from '../../fields/colors';
import type { Shared } from '../../boardContext';
import { levelsOf, mappingOf, seriesColor, valueColor } from '../../fields/display';
import { overlay } from '../../fields/resolve';
import { calculation, calculationUnit } from '../../../data/reduce';
import type { DrawOptions, FieldOptions, Panel } from '../../model';
import type { BoardScope } from '../../scope';
import { nameSeries, type NamedSeries } from '../naming';
import { listOption, option, readSeries } from '../read';

/** More lines than this are no picture any more, and cannot be drawn in time. */
const MOST_SERIES = 1_000;
/** So few points can be seen one by one. */
const SPARSE_ROWS = 60;

/** How the series of a board's panel become lines. */
export class FieldPlot implements PlotModel {
  readonly title: string;
  readonly chart: ChartOptions;
  readonly isSummed: boolean;
  readonly calculations: readonly string[];
  readonly mostSeries = MOST_SERIES;
  readonly tooltip: PlotModel['tooltip'];
  readonly hasSharedCursor: boolean;

  #panel: Panel;
  #scope: BoardScope;
  #shared: Shared;
  #slots = new Map<string, number>();

  constructor(panel: Panel, scope: BoardScope, shared: Shared) {
    this.#panel = panel;
    this.#scope = scope;
    this.#shared = shared;
    this.hasSharedCursor = shared.hasSharedCursor;
    this.title = scope.text(panel.title ?? '');
    this.calculations = listOption(panel, 'legend.calcs');
    const defaults = panel.field?.defaults ?? {};
    this.isSummed = defaults.draw?.stacking?.mode === 'normal';
    const mode = option(panel, 'tooltip.mode', 'multi');
    const sort = option(panel, 'tooltip.sort', 'desc');
    this.tooltip = mode === 'hidden' ? 'hidden' : sort === 'asc' ? 'ascending' : 'descending';
    this.chart = this.#axes(defaults);
  }

  lines(frame: Frame, palette: Palette): readonly Line[] {
    const named = nameSeries(this.#panel, readSeries(this.#panel, frame), this.#scope).filter(
      ({ field }) => !field.draw?.hideFrom?.viz && !field.cell?.hidden,
    );
    const keys = new Map(named.map(({ name, series }) => [name, String(series.id)]));
    const isSparse = frame.times.length <= SPARSE_ROWS;
    return named.map((each) => this.#line(each, palette, keys, isSparse));
  }

  levels(palette: Palette): readonly Level[] {
    const { thresholds, draw, min, max } = this.#panel.field?.defaults ?? {};
    const mode = draw?.thresholds ?? 'off';
    if (!thresholds || mode === 'off') return [];
    const levels = levelsOf(thresholds, { min: min ?? 0, max: max ?? 100 });
    return levels.map(({ at, color }, index) => ({
      at,
      color: colorOf(color, palette),
      hasLine: mode.includes('line') || mode.includes('dashed'),
      isDashed: mode.includes('dashed'),
      ...(mode.includes('area') ? { upTo: levels[index + 1]?.at ?? Infinity } : {}),
    }));
  }

  marks(): readonly Mark[] {
    return this.#shared.marks();
  }

  #axes(defaults: FieldOptions): ChartOptions {
    const sets = (this.#panel.field?.overrides ?? []).map(({ set }) => set);
    const placed = sets.find(({ draw }) => draw?.axis?.placement === 'right');
    // A unit of its own asks for an axis of its own.
    const foreign = sets.find(
      ({ unit, draw }) =>
        unit !== undefined && unit !== defaults.unit && draw?.axis?.placement !== 'left',
    );
    const secondary = placed ?? foreign;
    return {
      left: axis(defaults),
      ...(secondary ? { right: axis(overlay({ ...defaults, draw: undefined }, secondary)) } : {}),
    };
  }

  #line(
    { series, name, field }: NamedSeries,
    palette: Palette,
    keys: ReadonlyMap<string, string>,
    isSparse: boolean,
  ): Line {
    const color = this.#color(name, series.values, field, palette);
    const { unit = 'short', decimals, mappings } = field;
    const isMirrored = field.draw?.transform === 'negativeY';
    const written = (value: number) =>
      mappingOf(value, mappings)?.text ?? format(value, unit, decimals);
    return {
      key: String(series.id),
      name,
      color,
      values: series.values,
      isMirrored,
      isLiving: series.isLiving,
      isUnlisted: field.draw?.hideFrom?.legend,
      isUntold: field.draw?.hideFrom?.tooltip,
      style: styleOf(field, keys, isSparse, this.#isRight(field)),
      format: written,
      figure: (name, value) => {
        const own = calculationUnit(name, unit);
        return own === unit ? written(value) : format(value, own);
      },
    };
  }

  #isRight({ draw, unit }: FieldOptions): boolean {
    if (!this.chart.right) return false;
    const placement = draw?.axis?.placement ?? 'auto';
    if (placement !== 'auto') return placement === 'right';
    return (unit ?? 'short') === this.chart.right.unit && unit !== this.chart.left.unit;
  }

  #color(name: string, values: Float64Array, field: FieldOptions, palette: Palette): string {
    const mode = field.color?.mode ?? 'palette';
    const span = { min: field.min ?? 0, max: field.max ?? 100 };
    if (mode === 'thresholds' || mode === 'continuous') {
      const value = calculation(field.color?.by ?? 'lastNotNull')(values);
      const judged = valueColor(value, field, palette, span);
      if (judged) return judged;
    }
    return seriesColor(name, this.#slot(name), field.color, palette);
  }

  /** A series keeps its colour while others come and go. */
  #slot(name: string): number {
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(name, slot);
    }
    return slot;
  }
}

function axis({ unit = 'short', min, max, draw = {} }: FieldOptions): AxisOptions {
  const { stacking, scale, style, axis: own = {} } = draw;
  const isPercent = stacking?.mode === 'percent';
  const hasEnds = min !== undefined || max !== undefined;
  return {
    unit: isPercent ? 'percentunit' : unit,
    ...(isPercent
      ? { min: 0, max: 1 }
      : { min: min ?? own.softMin, max: max ?? own.softMax, isSoft: !hasEnds }),
    hasZero: style === 'bars' || (stacking?.mode ?? 'none') !== 'none',
    ...(scale?.type === 'log' ? { log: scale.base === 2 ? 2 : 10 } : {}),
    ...(own.label ? { label: own.label } : {}),
    isHidden: own.placement === 'hidden',
  };
}

const CURVES: Readonly<Record<NonNullable<DrawOptions['interpolation']>, SeriesStyle['curve']>> = {
  linear: 'linear',
  smooth: 'smooth',
  stepAfter: 'step',
  stepBefore: 'stepBefore',
};

function styleOf(
  { draw = {} }: FieldOptions,
  keys: ReadonlyMap<string, string>,
  isSparse: boolean,
  isRight: boolean,
): SeriesStyle {
  const { style = 'line', fillOpacity = 0, line, points = 'auto', spanNulls, stacking } = draw;
  const below = draw.fillBelowTo === undefined ? undefined : keys.get(draw.fillBelowTo);
  const fill = below !== undefined && fillOpacity === 0 ? 0.2 : fillOpacity / 100;
  const isStacked = stacking?.mode === 'normal' || stacking?.mode === 'percent';
  const reach = spanNulls === true ? Infinity : typeof spanNulls === 'number' ? spanNulls : 0;
  return {
    draw: style,
    curve: CURVES[draw.interpolation ?? 'linear'],
    width: draw.lineWidth ?? 1,
    fill,
    isGradient: (draw.gradient ?? 'none') !== 'none' && fill > 0,
    ...(line?.fill === 'dash' ? { dash: line.dash ?? [8, 6] } : {}),
    ...(line?.fill === 'dot' ? { dash: line.dash ?? [1, 4] } : {}),
    hasPoints: points === 'always' || (points === 'auto' && isSparse && style === 'line'),
    pointSize: draw.pointSize ?? 5,
    reach,
    axis: isRight ? 'right' : 'left',
    ...(isStacked ? { stack: stacking.group ?? 'A', isPercent: stacking.mode === 'percent' } : {}),
    ...(below === undefined ? {} : { below }),
  };
}
