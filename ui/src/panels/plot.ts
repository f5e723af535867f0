import { type Signal, effect, signal } from '@preact/signals';
import type { Page } from '../app/page';
import type { TimeSeriesPanel } from '../boards/model';
import { Chart, type ChartSeries } from '../chart/chart';
import { throttled } from '../chart/scheduler';
import type { TooltipRow } from '../chart/tooltip';
import type { PanelFeed } from '../data/feed';
import type { Frame } from '../data/frame';
import { seriesName } from '../data/template';
import { statistics, type Statistics, trend } from '../data/statistics';
import { momentText } from '../time/range';
import { format } from '../units/units';

/** A line of the legend. */
export interface LegendRow {
  readonly name: string;
  readonly color: string;
  readonly statistics: Statistics;
  readonly isHidden: boolean;
  /** The series has ended; its last points are still in the window. */
  readonly isStale: boolean;
}

/** More lines are neither told apart nor drawn in time; the panel says so. */
const MOST_SERIES = 60;
const LEGEND_MILLIS = 500;
const SUMMARY_MILLIS = 5_000;

interface Line extends ChartSeries {
  readonly name: string;
  readonly isLiving: boolean;
}

/** Joins a feed to a chart: names, colours, order, legend figures, crosshair. */
export class TimeSeriesPlot {
  readonly legend: Signal<readonly LegendRow[]> = signal([]);
  /** The panel in one sentence, for those who do not see it. */
  readonly summary: Signal<string> = signal('');
  /** What the arrow keys point at. */
  readonly spoken: Signal<string> = signal('');
  readonly omitted: Signal<number> = signal(0);

  #panel: TimeSeriesPanel;
  #feed: PanelFeed;
  #page: Page;
  #chart: Chart | null = null;
  #hidden = new Set<string>();
  #slots = new Map<string, number>();
  #lines: readonly Line[] = [];
  #times = new Float64Array(0);
  #pointedAt: { row: number; x: number; y: number } | null = null;
  #closers: (() => void)[] = [];
  #draw = () => this.#drawNow();
  #legendTick = throttled(LEGEND_MILLIS, () => this.#updateLegend());
  #summaryTick = throttled(SUMMARY_MILLIS, () => this.#updateSummary());

  constructor(panel: TimeSeriesPanel, feed: PanelFeed, page: Page) {
    this.#panel = panel;
    this.#feed = feed;
    this.#page = page;
  }

  open(host: HTMLElement): void {
    const { scheduler, cursor, theme, playback } = this.#page;
    const { unit, isStacked = false, min, max } = this.#panel;
    const chart = new Chart(host, { unit, isStacked, min, max }, theme.palette.peek(), {
      zoomed: (from, to) => playback.zoomTo(from, to),
      pointed: (row, x, y) => this.#point(row, x, y),
    });
    this.#chart = chart;
    this.#closers.push(
      () => chart.close(),
      () => scheduler.cancel(this.#draw),
      this.#feed.listen(() => scheduler.gather(this.#draw)),
      cursor.listen((time, owner) => {
        if (owner !== this) chart.point(time);
      }),
      effect(() => {
        chart.recolor(theme.palette.value);
        scheduler.request(this.#draw);
      }),
      effect(() => {
        // A new range is drawn at once with what is there, before its own data come.
        void playback.range.value;
        void playback.beganAt.value;
        scheduler.request(this.#draw);
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
    this.spoken.value = this.#rowsAt(row)
      .map(({ name, text }) => `${name} ${text}`)
      .join(', ');
  }

  leave(): void {
    this.#point(null, 0, 0);
    this.#chart?.point(null);
    this.spoken.value = '';
  }

  #drawNow(): void {
    const frame = this.#feed.frame;
    if (!frame || !this.#chart) return;
    const { from, to } = this.#feed.interval();
    this.#lines = this.#linesOf(frame);
    this.#times = frame.times as Float64Array<ArrayBuffer>;
    const shown = this.#lines.filter((line) => !this.#hidden.has(line.name));
    this.#chart.draw(frame.times, shown, from, to);
    this.#legendTick.call();
    this.#summaryTick.call();
    if (this.#pointedAt) this.#showTooltip();
    else if (this.#page.cursor.time !== null) this.#chart.point(this.#page.cursor.time);
  }

  #linesOf(frame: Frame): Line[] {
    const palette = this.#page.theme.palette.peek();
    const lines = frame.series.map((series) => {
      const query = this.#panel.queries.find(({ ref }) => ref === series.ref);
      const name = seriesName(query?.legend, series.labels);
      return {
        key: String(series.id),
        name,
        color: '',
        values: series.values,
        isMirrored: query?.isMirrored ?? false,
        isLimit: query?.isLimit ?? false,
        isLiving: series.isLiving,
      };
    });
    lines.sort(
      (a, b) =>
        this.#rank(a.name) - this.#rank(b.name) ||
        a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
    this.omitted.value = Math.max(0, lines.length - MOST_SERIES);
    return lines.slice(0, MOST_SERIES).map((line) => ({
      ...line,
      color: line.isLimit
        ? palette.limit
        : palette.series[this.#slot(line.name) % palette.series.length],
    }));
  }

  #rank(name: string): number {
    const place = this.#panel.order?.indexOf(name) ?? -1;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  }

  /** A series keeps its colour while others come and go. */
  #slot(name: string): number {
    const fixed = this.#panel.colors?.[name];
    if (fixed !== undefined) return fixed;
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(name, slot);
    }
    return slot;
  }

  #updateLegend(): void {
    const { from, to } = this.#feed.interval();
    this.legend.value = this.#lines.map((line) => ({
      name: line.name,
      color: line.color,
      statistics: statistics(this.#times, line.values, from, to),
      isHidden: this.#hidden.has(line.name),
      isStale: !line.isLiving,
    }));
  }

  #updateSummary(): void {
    const { unit, title } = this.#panel;
    const { from, to } = this.#feed.interval();
    const parts = this.#lines.slice(0, 6).map((line) => {
      const { last, min, max } = statistics(this.#times, line.values, from, to);
      const [now, low, high] = [last, min, max].map((value) => format(value, unit));
      return `${line.name}: now ${now}, from ${low} to ${high}, ${trend(line.values)}`;
    });
    this.summary.value = `${title}. ${parts.join('. ')}`;
  }

  #point(row: number | null, x: number, y: number): void {
    const { cursor, tooltip } = this.#page;
    if (row === null) {
      if (this.#pointedAt) tooltip.hide();
      this.#pointedAt = null;
      cursor.move(null, this);
      return;
    }
    this.#pointedAt = { row, x, y };
    cursor.move(this.#times[row], this);
    this.#showTooltip();
  }

  #showTooltip(): void {
    const { row, x, y } = this.#pointedAt!;
    if (row >= this.#times.length) return;
    const title = momentText(this.#times[row], this.#feed.interval());
    this.#page.tooltip.show(title, this.#rowsAt(row), x, y);
  }

  #rowsAt(row: number): TooltipRow[] {
    const { unit, decimals, isStacked } = this.#panel;
    const present = this.#lines
      .filter((line) => !this.#hidden.has(line.name) && !Number.isNaN(line.values[row]))
      .sort((a, b) => b.values[row] - a.values[row]);
    const rows = present.map(({ name, color, values }) => ({
      name,
      color,
      text: format(values[row], unit, decimals),
    }));
    if (!isStacked || present.length < 2) return rows;
    const sum = present.reduce((total, { values }) => total + values[row], 0);
    return [...rows, { name: 'together', color: 'transparent', text: format(sum, unit, decimals) }];
  }
}

function nearestRow(times: Float64Array, time: number): number {
  let row = 0;
  while (row + 1 < times.length && Math.abs(times[row + 1] - time) <= Math.abs(times[row] - time))
    row++;
  return row;
}
