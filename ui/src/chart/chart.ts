import uPlot from 'uplot';
import { isBinary } from '../units/units';
import { CHART_MARGIN, timeAxis, valueAxis } from './axes';
import { type Palette, withAlpha } from './palette';
import { linePaths } from './paths';
import { CalmScale, extent } from './scale';

export interface ChartOptions {
  readonly unit: string;
  readonly isStacked: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface ChartSeries {
  readonly key: string;
  readonly color: string;
  readonly values: Float64Array;
  readonly isMirrored: boolean;
  readonly isLimit: boolean;
}

export interface ChartEvents {
  /** A span was marked by dragging. */
  zoomed(from: number, to: number): void;
  /** The pointer stands on a row; null when it has left. */
  pointed(row: number | null, x: number, y: number): void;
}

/** A line that touched the upper edge would look cut off; a full stack may. */
const HEADROOM = 1.05;

/** A time series chart on a canvas: the one place that knows uPlot. */
export class Chart {
  #host: HTMLElement;
  #options: ChartOptions;
  #events: ChartEvents;
  #palette: Palette;
  #plot: uPlot | null = null;
  #signature = '';
  #scale = new CalmScale();
  #drawn: Float64Array[] = [];
  #bases: (Float64Array | null)[] = [];
  /** A crosshair that follows another chart's pointer must not be taken for our own. */
  #isHovered = false;
  #observer: ResizeObserver;

  constructor(host: HTMLElement, options: ChartOptions, palette: Palette, events: ChartEvents) {
    this.#host = host;
    this.#options = options;
    this.#palette = palette;
    this.#events = events;
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(host);
  }

  close(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
  }

  /** Takes over other colours at the next draw. */
  recolor(palette: Palette): void {
    this.#palette = palette;
    this.#signature = '';
  }

  draw(times: Float64Array, series: readonly ChartSeries[], from: number, to: number): void {
    const signature = series.map((each) => `${each.key}\u0000${each.color}`).join('\u0001');
    if (!this.#plot || signature !== this.#signature) {
      this.#signature = signature;
      this.#plot?.destroy();
      this.#plot = this.#build(series);
    }
    this.#arrange(times.length, series);
    const plot = this.#plot;
    const data = [times, ...this.#drawn] as unknown as uPlot.AlignedData;
    plot.batch(() => {
      plot.setData(data, false);
      plot.setScale('x', { min: from, max: to });
      const [min, max] = this.#valueRange(times, from, to);
      plot.setScale('y', { min, max });
    });
  }

  /** Puts the crosshair on a time that another chart points at; null takes it away. */
  point(time: number | null): void {
    const plot = this.#plot;
    if (!plot) return;
    const left = time === null ? -10 : plot.valToPos(time, 'x');
    plot.setCursor({ left, top: time === null ? -10 : 0 }, false);
  }

  /** Where a row of the drawing stands in the window. */
  positionOf(time: number): { x: number; y: number } {
    const box = this.#plot?.over.getBoundingClientRect();
    if (!this.#plot || !box) return { x: 0, y: 0 };
    return { x: box.left + this.#plot.valToPos(time, 'x'), y: box.top + box.height / 2 };
  }

  #build(series: readonly ChartSeries[]): uPlot {
    const hasAreas = this.#options.isStacked || staysClear(series);
    const options: uPlot.Options = {
      ...this.#size(),
      ms: 1,
      legend: { show: false },
      padding: [8, CHART_MARGIN, 0, 0],
      scales: {
        x: { time: true, auto: false },
        y: { auto: false, range: (_, min, max) => [min, max] },
      },
      axes: [timeAxis(this.#palette), valueAxis(this.#palette, this.#options.unit)],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: 4 },
        points: { size: 7, width: 0 },
        bind: { dblclick: () => null },
      },
      series: [{}, ...series.map((each, index) => this.#line(each, index, hasAreas))],
      hooks: {
        setCursor: [(plot) => this.#cursorMoved(plot)],
        setSelect: [(plot) => this.#selected(plot)],
      },
    };
    const plot = new uPlot(options, undefined, this.#host);
    plot.over.addEventListener('mouseenter', () => (this.#isHovered = true));
    plot.over.addEventListener('mouseleave', () => {
      this.#isHovered = false;
      this.#events.pointed(null, 0, 0);
    });
    return plot;
  }

  #line(series: ChartSeries, index: number, hasAreas: boolean): uPlot.Series {
    const { isStacked } = this.#options;
    const hasArea = hasAreas && !series.isLimit;
    const alpha = isStacked ? 0.62 : 0.13;
    return {
      label: series.key,
      scale: 'y',
      stroke: series.isLimit ? this.#palette.limit : series.color,
      width: series.isLimit ? 1 : isStacked ? 1 : 1.5,
      ...(series.isLimit ? { dash: [5, 5] } : {}),
      ...(hasArea ? { fill: withAlpha(series.color, alpha) } : {}),
      points: { show: false },
      spanGaps: false,
      paths: (plot, seriesIndex, first, last) =>
        linePaths(this.#bases[index], hasArea)(plot, seriesIndex, first, last),
    };
  }

  /** Turns measured values into drawn ones: mirrored below zero, or one upon the other. */
  #arrange(rows: number, series: readonly ChartSeries[]): void {
    this.#bases = series.map(() => null);
    if (!this.#options.isStacked) {
      this.#drawn = series.map(({ values, isMirrored }) =>
        isMirrored ? values.map((value) => -value) : values,
      );
      return;
    }
    let top: Float64Array = new Float64Array(rows);
    this.#drawn = series.map((each, index) => {
      if (each.isLimit) return each.values;
      const base = top;
      this.#bases[index] = base;
      top = base.map((value, row) =>
        Number.isFinite(each.values[row]) ? value + each.values[row] : value,
      );
      return top.map((value, row) => (Number.isFinite(each.values[row]) ? value : NaN));
    });
  }

  #valueRange(times: Float64Array, from: number, to: number): readonly [number, number] {
    let first = 0;
    let last = times.length - 1;
    while (first < last && times[first] < from) first++;
    while (last > first && times[last] > to) last--;
    const found = extent(this.#drawn, first, last);
    const { unit, min, max, isStacked } = this.#options;
    const headroom = isStacked ? 1 : HEADROOM;
    const [low, high] = this.#scale.fit(
      found?.min ?? 0,
      (found?.max ?? 0) * headroom,
      isBinary(unit),
    );
    return [min ?? low, max !== undefined ? Math.max(max, found?.max ?? max) : high];
  }

  #cursorMoved(plot: uPlot): void {
    const { left, idx } = plot.cursor;
    if (!this.#isHovered || left === undefined || left < 0 || idx === null || idx === undefined)
      return;
    const box = plot.over.getBoundingClientRect();
    this.#events.pointed(idx, box.left + left, box.top + (plot.cursor.top ?? 0));
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    this.#events.zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #resize(): void {
    if (this.#plot) this.#plot.setSize(this.#size());
  }

  #size(): { width: number; height: number } {
    return {
      width: Math.max(80, this.#host.clientWidth),
      height: Math.max(60, this.#host.clientHeight),
    };
  }
}

/** Areas of more than two lines on one side of zero would cover each other. */
function staysClear(series: readonly ChartSeries[]): boolean {
  const lines = series.filter(({ isLimit }) => !isLimit);
  return lines.length <= 2 || lines.some(({ isMirrored }) => isMirrored);
}
