import uPlot from 'uplot';
import { isBinary } from '../units/units';
import { type Arranged, arrange } from './arrange';
import { CHART_MARGIN, timeAxis, valueAxis } from './axes';
import { Gestures, type Span } from './gestures';
import { drawAreas, drawLines, markNear } from './marks';
import { type Palette, withAlpha } from './palette';
import { seriesPaths } from './paths';
import { CalmScale, extent, positiveExtent } from './scale';
import type { AxisOptions, ChartOptions, ChartSeries, Level, Mark } from './series';

export interface ChartEvents {
  /** There is another size to draw for. */
  sized(): void;
  /** A span was marked by dragging, or moved to. */
  zoomed(from: number, to: number): void;
  /** The pointer stands on a row; null when it has left. */
  pointed(row: number | null, x: number, y: number, mark: Mark | null): void;
}

/** No picture is drawn smaller, in pixels. */
const LEAST_WIDTH = 80;
const LEAST_HEIGHT = 60;

/** A line that touched the upper edge would look cut off; a full stack may. */
const HEADROOM = 1.05;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ValueScale {
  readonly name: 'y' | 'y2';
  readonly options: AxisOptions;
  readonly calm: CalmScale;
}

/** A time series chart on a canvas: the one place that knows uPlot. */
export class Chart {
  #host: HTMLElement;
  #options: ChartOptions;
  #events: ChartEvents;
  #palette: Palette;
  #plot: uPlot | null = null;
  /** Of the host and not of the plot, which may be built anew in the midst of one. */
  #gestures: Gestures;
  #times: Float64Array = new Float64Array(0);
  #span: Span = [0, 1];
  #signature = '';
  #scales: readonly ValueScale[];
  #series: readonly ChartSeries[] = [];
  #arranged: Arranged = { drawn: [], bases: [] };
  #levels: readonly Level[] = [];
  #marks: readonly Mark[] = [];
  /** A crosshair that follows another chart's pointer must not be taken for our own. */
  #isHovered = false;
  /** Null until the page has been laid out; to ask for it in between would cost a layout each time. */
  #size: Size | null = null;
  #observer: ResizeObserver;

  constructor(host: HTMLElement, options: ChartOptions, palette: Palette, events: ChartEvents) {
    this.#host = host;
    this.#options = options;
    this.#palette = palette;
    this.#events = events;
    this.#scales = [
      { name: 'y', options: options.left, calm: new CalmScale() },
      ...(options.right
        ? [{ name: 'y2' as const, options: options.right, calm: new CalmScale() }]
        : []),
    ];
    this.#observer = new ResizeObserver(([{ contentRect }]) => this.#fit(contentRect));
    this.#observer.observe(host);
    this.#gestures = new Gestures(host, {
      area: () => this.#plot?.over.getBoundingClientRect() ?? null,
      span: () => this.#span,
      preview: (span) => this.#preview(span),
      settled: (span) => this.#events.zoomed(...span),
    });
  }

  /** False until there is a picture; the first one costs most. */
  get isDrawn(): boolean {
    return this.#plot !== null;
  }

  close(): void {
    this.#observer.disconnect();
    this.#gestures.close();
    this.#plot?.destroy();
  }

  /** Takes over other colours at the next draw. */
  recolor(palette: Palette): void {
    this.#palette = palette;
    this.#signature = '';
  }

  /** Levels and marks are part of the next draw. */
  annotate(levels: readonly Level[], marks: readonly Mark[]): void {
    this.#levels = levels;
    this.#marks = marks;
  }

  /** Draws as soon as there is a size to draw for. */
  draw(times: Float64Array, series: readonly ChartSeries[], from: number, to: number): void {
    const size = this.#size;
    if (!size) return;
    this.#series = series;
    const signature = series
      .map(({ key, color, style }) => `${key}\u0000${color}\u0000${JSON.stringify(style)}`)
      .join('\u0001');
    if (!this.#plot || signature !== this.#signature) {
      this.#signature = signature;
      this.#plot?.destroy();
      this.#plot = this.#build(series, size);
    }
    this.#times = times;
    this.#arranged = arrange(times.length, series);
    const plot = this.#plot;
    const data = [times, ...this.#arranged.drawn] as unknown as uPlot.AlignedData;
    // New data do not take the picture out of the hand that moves it.
    if (!this.#gestures.isMoving) this.#span = [from, to];
    plot.batch(() => {
      if (plot.width !== size.width || plot.height !== size.height) plot.setSize(size);
      plot.setData(data, false);
      this.#scale(plot);
    });
  }

  #preview(span: Span): void {
    const plot = this.#plot;
    this.#span = span;
    plot?.batch(() => this.#scale(plot));
  }

  #scale(plot: uPlot): void {
    const [from, to] = this.#span;
    plot.setScale('x', { min: from, max: to });
    for (const scale of this.#scales) {
      const [min, max] = this.#valueRange(scale, this.#times, from, to);
      plot.setScale(scale.name, { min, max });
    }
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

  #build(series: readonly ChartSeries[], size: Size): uPlot {
    const hasMirror = series.some(({ isMirrored }) => isMirrored);
    const options: uPlot.Options = {
      ...size,
      ms: 1,
      legend: { show: false },
      padding: [8, this.#options.right ? 0 : CHART_MARGIN, 0, 0],
      scales: {
        x: { time: true, auto: false },
        ...Object.fromEntries(
          this.#scales.map(({ name, options: { log } }) => [
            name,
            {
              auto: false,
              range: (_: uPlot, min: number, max: number) => [min, max] as [number, number],
              ...(log ? { distr: 3 as const, log } : {}),
            },
          ]),
        ),
      },
      axes: [
        timeAxis(this.#palette),
        ...this.#scales.map(({ name, options: axis }) =>
          valueAxis(this.#palette, axis, name, hasMirror),
        ),
      ],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: 4 },
        points: { size: 7, width: 0 },
        bind: {
          dblclick: () => null,
          // With Shift a drag moves and marks nothing.
          mousedown: (_plot, _over, handler) => (event) => (event.shiftKey ? null : handler(event)),
        },
      },
      series: [{}, ...series.map((each, index) => this.#line(each, index))],
      hooks: {
        setCursor: [(plot) => this.#cursorMoved(plot)],
        setSelect: [(plot) => this.#selected(plot)],
        drawAxes: [(plot) => drawAreas(plot, this.#levels)],
        draw: [(plot) => drawLines(plot, this.#levels, this.#marks)],
      },
    };
    const plot = new uPlot(options, undefined, this.#host);
    plot.over.addEventListener('mouseenter', () => (this.#isHovered = true));
    plot.over.addEventListener('mouseleave', () => {
      this.#isHovered = false;
      this.#events.pointed(null, 0, 0, null);
    });
    return plot;
  }

  #line({ key, color, style }: ChartSeries, index: number): uPlot.Series {
    const alpha = style.draw === 'points' ? 1 : style.fill;
    const fill = () => withAlpha(color, style.draw === 'bars' ? Math.max(0.05, alpha) : alpha);
    return {
      label: key,
      scale: style.axis === 'right' && this.#options.right ? 'y2' : 'y',
      stroke: color,
      width: style.width,
      ...(style.dash ? { dash: [...style.dash] } : {}),
      ...(alpha > 0 || style.draw === 'bars'
        ? { fill: style.isGradient ? (plot) => fade(plot, color, alpha) : fill }
        : {}),
      points: { show: false },
      spanGaps: false,
      paths: (plot, seriesIndex, first, last) =>
        seriesPaths(this.#arranged.bases[index], style)(plot, seriesIndex, first, last),
    };
  }

  #valueRange(
    { name, options, calm }: ValueScale,
    times: Float64Array,
    from: number,
    to: number,
  ): readonly [number, number] {
    let first = 0;
    let last = times.length - 1;
    while (first < last && times[first] < from) first++;
    while (last > first && times[last] > to) last--;
    const isOurs = (series: ChartSeries) =>
      (series.style.axis === 'right' && this.#options.right ? 'y2' : 'y') === name;
    const columns = this.#arranged.drawn.filter((_, index) => isOurs(this.#series[index]));
    const { unit, min, max, isSoft, log } = options;
    if (log) return logRange(columns, first, last, options);
    const found = extent(columns, first, last);
    const headroom = options.isTight ? 1 : HEADROOM;
    const [low, high] = calm.fit(
      found?.min ?? 0,
      (found?.max ?? 0) * ((found?.max ?? 0) > 0 ? headroom : 1),
      isBinary(unit),
      options.hasZero,
    );
    const lowest = min === undefined ? low : isSoft ? Math.min(min, found?.min ?? min) : min;
    const highest = max === undefined ? high : isSoft ? Math.max(max, found?.max ?? max) : max;
    return lowest < highest ? [lowest, highest] : [lowest, lowest + 1];
  }

  #cursorMoved(plot: uPlot): void {
    const { left, idx } = plot.cursor;
    if (!this.#isHovered || left === undefined || left < 0 || idx === null || idx === undefined)
      return;
    // As measured when the pointer came; the crosshair that has just moved would make it cost a layout.
    const box = plot.rect;
    const mark = this.#marks.length > 0 ? markNear(plot, this.#marks, left) : null;
    this.#events.pointed(idx, box.left + left, box.top + (plot.cursor.top ?? 0), mark);
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    this.#events.zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #fit(box: Size): void {
    const width = Math.max(LEAST_WIDTH, Math.round(box.width));
    const height = Math.max(LEAST_HEIGHT, Math.round(box.height));
    if (width === this.#size?.width && height === this.#size.height) return;
    this.#size = { width, height };
    this.#events.sized();
  }
}

/** Whole powers around what is positive; the rest has no place on such an axis. */
function logRange(
  columns: readonly Float64Array[],
  first: number,
  last: number,
  { log = 10, min, max }: AxisOptions,
): readonly [number, number] {
  const found = positiveExtent(columns, first, last) ?? { min: 1, max: log };
  const power = (value: number) => Math.log(value) / Math.log(log);
  const low = min !== undefined && min > 0 ? min : log ** Math.floor(power(found.min));
  const high = max !== undefined && max > 0 ? max : log ** Math.ceil(power(found.max));
  return [low, high > low ? high : low * log];
}

function fade(plot: uPlot, color: string, alpha: number): CanvasGradient {
  const { top, height } = plot.bbox;
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + Math.max(1, height));
  gradient.addColorStop(0, withAlpha(color, Math.min(1, alpha * 1.6)));
  gradient.addColorStop(1, withAlpha(color, alpha * 0.1));
  return gradient;
}
