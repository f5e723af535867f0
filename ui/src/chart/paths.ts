import type uPlot from 'uplot';
import type { SeriesStyle } from './series';

const MOST_EDGELESS = 5;
/** Bars take this share of the room between two points. */
const BAR_SHARE = 0.8;

/**
 * Draws one series: its line, which stops where values are absent (NaN) for longer than the style
 * bridges, and the area between it and `base`, or the zero line where there is none. Stacked areas
 * meet without covering each other, so their colours stay what the legend says.
 */
export function seriesPaths(
  base: Float64Array | null,
  style: SeriesStyle,
): uPlot.Series.PathBuilder {
  return (plot, seriesIndex, first, last) => {
    const scale = plot.series[seriesIndex].scale!;
    const times = plot.data[0] as unknown as Float64Array;
    const values = plot.data[seriesIndex] as unknown as Float64Array;
    const floor = plot.scales[scale].distr === 3 ? (plot.scales[scale].min ?? 1) : 0;
    const drawing: Drawing = {
      stroke: new Path2D(),
      fill: new Path2D(),
      times,
      values,
      x: (row) => plot.valToPos(times[row], 'x', true),
      y: (value) => plot.valToPos(value, scale, true),
      bottom: (row) => plot.valToPos(base ? base[row] : floor, scale, true),
    };
    const [begin, end] = beyond(values, first, last);
    if (style.draw === 'bars') drawBars(drawing, begin, end);
    else if (style.draw === 'points') drawDots(drawing, begin, end, style.pointSize ?? 4);
    else {
      drawRuns(drawing, begin, end, style);
      if (style.hasPoints) drawDots(drawing, begin, end, style.pointSize ?? 4);
    }
    const hasFill = style.fill > 0 || style.draw === 'bars';
    return { stroke: drawing.stroke, fill: hasFill ? drawing.fill : null, flags: 1 };
  };
}

interface Drawing {
  readonly stroke: Path2D;
  readonly fill: Path2D;
  readonly times: Float64Array;
  readonly values: Float64Array;
  x(row: number): number;
  y(value: number): number;
  bottom(row: number): number;
}

/** The rows in sight and one more on each side, so that lines run off the edges. */
function beyond(values: Float64Array, first: number, last: number): [number, number] {
  return [Math.max(0, first - 1), Math.min(values.length - 1, last + 1)];
}

function drawRuns(drawing: Drawing, first: number, last: number, style: SeriesStyle): void {
  const { values, times } = drawing;
  const reach = style.reach ?? 0;
  let run: number[] = [];
  const end = () => {
    if (run.length > 0) drawRun(drawing, run, style);
    run = [];
  };
  for (let row = first; row <= last; row++) {
    if (!Number.isFinite(values[row])) {
      if (reach === 0) end();
      continue;
    }
    const previous = run.at(-1);
    if (previous !== undefined && row - previous > 1 && times[row] - times[previous] > reach) end();
    run.push(row);
  }
  end();
}

function drawRun(drawing: Drawing, rows: readonly number[], style: SeriesStyle): void {
  const { stroke, fill, values, x, y, bottom } = drawing;
  const [begin] = rows;
  if (rows.length === 1) {
    // A single point between gaps has no line; a short dash keeps it visible.
    const at = x(begin);
    stroke.moveTo(at - 1.5 * devicePixelRatio, y(values[begin]));
    stroke.lineTo(at + 1.5 * devicePixelRatio, y(values[begin]));
    return;
  }
  const paths = style.fill > 0 ? [stroke, fill] : [stroke];
  for (const path of paths) path.moveTo(x(begin), y(values[begin]));
  for (let i = 1; i < rows.length; i++) {
    for (const path of paths) drawTo(path, drawing, rows[i - 1], rows[i], style.curve);
  }
  if (style.fill === 0) return;
  for (let i = rows.length - 1; i >= 0; i--) fill.lineTo(x(rows[i]), bottom(rows[i]));
  fill.closePath();
}

function drawTo(
  path: Path2D,
  { x, y, values }: Drawing,
  from: number,
  to: number,
  curve: SeriesStyle['curve'],
): void {
  const [x0, y0, x1, y1] = [x(from), y(values[from]), x(to), y(values[to])];
  if (curve === 'smooth') {
    const middle = (x0 + x1) / 2;
    path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
    return;
  }
  if (curve === 'step') path.lineTo(x1, y0);
  if (curve === 'stepBefore') path.lineTo(x0, y1);
  path.lineTo(x1, y1);
}

function drawBars(drawing: Drawing, first: number, last: number): void {
  const { stroke, fill, values, x, y, bottom } = drawing;
  const gap = last > first ? (x(last) - x(first)) / (last - first) : 12;
  const width = Math.max(1, gap * BAR_SHARE);
  for (let row = first; row <= last; row++) {
    if (!Number.isFinite(values[row])) continue;
    const [left, top, foot] = [x(row) - width / 2, y(values[row]), bottom(row)];
    // The edges of narrow bars would fill them.
    for (const path of width > MOST_EDGELESS ? [stroke, fill] : [fill])
      path.rect(left, Math.min(top, foot), width, Math.abs(foot - top));
  }
}

function drawDots(drawing: Drawing, first: number, last: number, size: number): void {
  const { stroke, fill, values, x, y } = drawing;
  const radius = (size / 2) * devicePixelRatio;
  for (let row = first; row <= last; row++) {
    if (!Number.isFinite(values[row])) continue;
    for (const path of [stroke, fill]) {
      path.moveTo(x(row) + radius, y(values[row]));
      path.arc(x(row), y(values[row]), radius, 0, 2 * Math.PI);
    }
  }
}
