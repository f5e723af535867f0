import { type Signal, effect, signal } from '@preact/signals';
import type { Page } from '../app/page';
import { Chart } from '../chart/chart';
import type { Palette } from '../chart/palette';
import { throttled } from '../chart/scheduler';
import type { ChartOptions, ChartSeries, Level, Mark } from '../chart/series';
import { MOST_VALUES, type TooltipRow } from '../chart/tooltip';
import type { PanelFeed } from '../data/feed';
import type { Frame } from '../data/frame';
import { calculation, rowsWithin } from '../data/reduce';
import { statistics, trend } from '../data/statistics';
import { momentText } from '../time/range';
import { zone } from '../time/zone';

/** A line of a chart with its name and the way to write its values. */
export interface Line extends ChartSeries {
  readonly name: string;
  readonly isLiving: boolean;
  /** Drawn but not named in the legend. */
  readonly isUnlisted?: boolean;
  /** Named nowhere in the tooltip. */
  readonly isUntold?: boolean;
  format(value: number): string;
  /** Writes the result of a calculation of its values, which may be of another unit. */
  figure(calculation: string, result: number): string;
}

/** What a panel's graph shows of a frame. */
export interface PlotModel {
  readonly title: string;
  readonly chart: ChartOptions;
  /** The tooltip ends with the sum. */
  readonly isSummed: boolean;
  /** Figures of the legend, by the names of their calculations. */
  readonly calculations: readonly string[];
  /** More lines are neither told apart nor drawn in time; the panel says so. */
  readonly mostSeries: number;
  /** How the tooltip is ordered, largest first by default; `single` shows the nearest line. */
  readonly tooltip?: 'descending' | 'ascending' | 'none' | 'single' | 'hidden';
  /** False where the panel does not show the others' crosshair. */
  readonly hasSharedCursor?: boolean;
  lines(frame: Frame, palette: Palette): readonly Line[];
  levels?(palette: Palette): readonly Level[];
  marks?(): readonly Mark[];
}

/** A line of the legend. */
export interface LegendRow {
  readonly name: string;
  readonly color: string;
  readonly figures: readonly string[];
  readonly isHidden: boolean;
  /** The series has ended; its last points are still in the window. */
  readonly isStale: boolean;
}

const LEGEND_MILLIS = 500;
const SUMMARY_MILLIS = 5_000;

/** Joins a feed to a chart: names, colours, order, legend figures, crosshair. */
export class TimeSeriesPlot {
  readonly legend: Signal<readonly LegendRow[]> = signal([]);
  /** The panel in one sentence, for those who do not see it. */
  readonly summary: Signal<string> = signal('');
  /** What the arrow keys point at. */
  readonly spoken: Signal<string> = signal('');
  readonly omitted: Signal<number> = signal(0);
  readonly model: PlotModel;

  #feed: PanelFeed;
  #page: Page;
  #chart: Chart | null = null;
  #hidden = new Set<string>();
  #lines: readonly Line[] = [];
  #isListed = false;
  #times = new Float64Array(0);
  #pointedAt: { row: number; x: number; y: number; mark: Mark | null } | null = null;
  #closers: (() => void)[] = [];
  #draw = () => this.#drawNow();
  #legendTick = throttled(LEGEND_MILLIS, () => this.#updateLegend());
  #summaryTick = throttled(SUMMARY_MILLIS, () => this.#updateSummary());

  constructor(model: PlotModel, feed: PanelFeed, page: Page) {
    this.model = model;
    this.#feed = feed;
    this.#page = page;
  }

  open(host: HTMLElement): void {
    const { scheduler, cursor, theme, playback } = this.#page;
    const chart = new Chart(host, this.model.chart, theme.palette.peek(), {
      sized: () => this.#ask(),
      zoomed: (from, to) => playback.zoomTo(from + this.#feed.offset, to + this.#feed.offset),
      pointed: (row, x, y, mark) => this.#point(row, x, y, mark),
    });
    this.#chart = chart;
    this.#closers.push(
      () => chart.close(),
      () => scheduler.cancel(this.#draw),
      this.#feed.listen(() => {
        if (chart.isDrawn) scheduler.gather(this.#draw);
        else scheduler.requestAlone(this.#draw);
      }),
      cursor.listen((time, owner) => {
        if (owner !== this && this.model.hasSharedCursor !== false) chart.point(time);
      }),
      effect(() => {
        void zone.value;
        chart.recolor(theme.palette.value);
        this.#ask();
      }),
      effect(() => {
        void this.model.marks?.();
        this.#ask();
      }),
      effect(() => {
        // A new range is drawn at once with what is there, before its own data come.
        void playback.range.value;
        void playback.beganAt.value;
        this.#ask();
      }),
    );
  }

  close(): void {
    this.#legendTick.cancel();
    this.#summaryTick.cancel();
    this.#point(null, 0, 0);
    for (const close of this.#closers) close();
    this.#closers = [];
    this.#chart = null;
  }

  /** Shows one series alone; a second time brings all back. */
  isolate(name: string): void {
    const names = this.legend.peek().map((row) => row.name);
    const isAlone = !this.#hidden.has(name) && this.#hidden.size === names.length - 1;
    this.#hidden = new Set(isAlone ? [] : names.filter((each) => each !== name));
    this.#drawNow();
    this.#updateLegend();
  }

  toggle(name: string): void {
    if (!this.#hidden.delete(name)) this.#hidden.add(name);
    this.#drawNow();
    this.#updateLegend();
  }

  /** Moves the crosshair by points, as the arrow keys do. */
  step(rows: number): void {
    const last = this.#times.length - 1;
    if (last < 0) return;
    const now = this.#page.cursor.time;
    const at = now === null ? last : nearestRow(this.#times, now);
    const row = now === null ? last : Math.min(last, Math.max(0, at + rows));
    const time = this.#times[row];
    this.#chart?.point(time);
    const { x, y } = this.#chart?.positionOf(time) ?? { x: 0, y: 0 };
    this.#point(row, x, y);
    const { rows: told, more } = this.#rowsAt(row);
    const values = told.map(({ name, text }) => `${name} ${text}`);
    this.spoken.value = [...values, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  }

  leave(): void {
    this.#point(null, 0, 0);
    this.#chart?.point(null);
    this.spoken.value = '';
  }

  /** A first picture takes a frame for itself. */
  #ask(): void {
    const { scheduler } = this.#page;
    if (this.#chart?.isDrawn) scheduler.request(this.#draw);
    else scheduler.requestAlone(this.#draw);
  }

  #drawNow(): void {
    const frame = this.#feed.frame;
    if (!frame || !this.#chart || !this.#feed.isSeen.peek()) return;
    const { from, to } = this.#feed.interval();
    this.#lines = this.#linesOf(frame);
    this.#times = frame.times as Float64Array<ArrayBuffer>;
    if (!this.#isListed) {
      // The legend first: it takes its room from the picture, which else would be drawn twice.
      this.#isListed = true;
      this.#updateLegend();
      this.#ask();
      return;
    }
    const shown = this.#lines.filter((line) => !this.#hidden.has(line.name));
    const palette = this.#page.theme.palette.peek();
    this.#chart.annotate(this.model.levels?.(palette) ?? [], this.model.marks?.() ?? []);
    this.#chart.draw(frame.times, shown, from, to);
    this.#legendTick.call();
    this.#summaryTick.call();
    if (this.#pointedAt) this.#showTooltip();
    else if (this.#page.cursor.time !== null) this.#chart.point(this.#page.cursor.time);
  }

  #linesOf(frame: Frame): readonly Line[] {
    const lines = this.model.lines(frame, this.#page.theme.palette.peek());
    const { mostSeries } = this.model;
    this.omitted.value = Math.max(0, lines.length - mostSeries);
    return lines.length > mostSeries ? lines.slice(0, mostSeries) : lines;
  }

  #updateLegend(): void {
    const { from, to } = this.#feed.interval();
    const [first, end] = rowsWithin(this.#times, from, to);
    const { calculations } = this.model;
    const calculate = calculations.map(calculation);
    this.legend.value = this.#lines
      .filter(({ isUnlisted }) => !isUnlisted)
      .map((line) => {
        const values = line.values.subarray(first, end);
        return {
          name: line.name,
          color: line.color,
          figures: calculations.map((name, column) => line.figure(name, calculate[column](values))),
          isHidden: this.#hidden.has(line.name),
          isStale: !line.isLiving,
        };
      });
  }

  #updateSummary(): void {
    const { from, to } = this.#feed.interval();
    const parts = this.#lines.slice(0, 6).map((line) => {
      const { last, min, max } = statistics(this.#times, line.values, from, to);
      const [now, low, high] = [last, min, max].map((value) => line.format(value));
      return `${line.name}: now ${now}, from ${low} to ${high}, ${trend(line.values)}`;
    });
    this.summary.value = `${this.model.title}. ${parts.join('. ')}`;
  }

  #point(row: number | null, x: number, y: number, mark: Mark | null = null): void {
    const { cursor, tooltip } = this.#page;
    if (row === null) {
      if (this.#pointedAt) tooltip.hide();
      this.#pointedAt = null;
      cursor.move(null, this);
      return;
    }
    this.#pointedAt = { row, x, y, mark };
    cursor.move(this.#times[row], this);
    this.#showTooltip();
  }

  #showTooltip(): void {
    const { row, x, y, mark } = this.#pointedAt!;
    if (row >= this.#times.length || this.model.tooltip === 'hidden') return;
    const title = momentText(this.#times[row], this.#feed.interval());
    const { rows, more } = this.#rowsAt(row);
    const flagged = mark
      ? [{ name: mark.title, color: mark.color, text: mark.text ?? '' }, ...rows]
      : rows;
    this.#page.tooltip.show(title, flagged, x, y, more);
  }

  /** The first values at a row in words, which take the time, and how many more there are. */
  #rowsAt(row: number): { rows: readonly TooltipRow[]; more: number } {
    const { isSummed, tooltip = 'descending' } = this.model;
    const present = this.#lines.filter(
      (line) => !line.isUntold && !this.#hidden.has(line.name) && !Number.isNaN(line.values[row]),
    );
    const direction = tooltip === 'none' ? 0 : tooltip === 'ascending' ? -1 : 1;
    present.sort((a, b) => direction * (b.values[row] - a.values[row]));
    const rows = present.slice(0, MOST_VALUES).map(({ name, color, values, format }) => ({
      name,
      color,
      text: format(values[row]),
    }));
    const more = present.length - rows.length;
    if (!isSummed || present.length < 2) return { rows, more };
    const sum = present.reduce((total, { values }) => total + values[row], 0);
    const together = { name: 'together', color: 'transparent', text: present[0].format(sum) };
    return { rows: [...rows, together], more };
  }
}

function nearestRow(times: Float64Array, time: number): number {
  let row = 0;
  while (row + 1 < times.length && Math.abs(times[row + 1] - time) <= Math.abs(times[row] - time))
    row++;
  return row;
}
