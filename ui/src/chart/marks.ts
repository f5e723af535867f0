import type uPlot from 'uplot';
import { withAlpha } from './palette';
import type { Level, Mark } from './series';

const SHADE = 0.09;

/** Shades the areas between levels, below the series. */
export function drawAreas(plot: uPlot, levels: readonly Level[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(plot);
  for (const { at, upTo, color } of levels) {
    if (upTo === undefined) continue;
    const top = Number.isFinite(upTo) ? plot.valToPos(upTo, 'y', true) : bbox.top;
    const bottom = Number.isFinite(at) ? plot.valToPos(at, 'y', true) : bbox.top + bbox.height;
    ctx.fillStyle = withAlpha(color, SHADE);
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  }
  ctx.restore();
}

/** Draws the lines of levels and marks, above the series. */
export function drawLines(plot: uPlot, levels: readonly Level[], marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(plot);
  ctx.lineWidth = devicePixelRatio;
  for (const { at, color, hasLine, isDashed } of levels) {
    if (!hasLine || !Number.isFinite(at)) continue;
    const y = Math.round(plot.valToPos(at, 'y', true)) + 0.5;
    ctx.strokeStyle = color;
    ctx.setLineDash(isDashed ? [8 * devicePixelRatio, 5 * devicePixelRatio] : []);
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
  }
  for (const { time, until, color } of marks) {
    const x = plot.valToPos(time, 'x', true);
    if (until !== undefined && until > time) {
      ctx.fillStyle = withAlpha(color, SHADE);
      ctx.fillRect(x, bbox.top, plot.valToPos(until, 'x', true) - x, bbox.height);
    }
    ctx.strokeStyle = color;
    ctx.fillStyle = color;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    line(ctx, x, bbox.top, x, bbox.top + bbox.height);
    flag(ctx, x, bbox.top + bbox.height, 5 * devicePixelRatio);
  }
  ctx.restore();
}

/** The mark whose line lies within a few pixels of the pointer. */
export function markNear(plot: uPlot, marks: readonly Mark[], left: number): Mark | null {
  const near = (mark: Mark) => Math.abs(plot.valToPos(mark.time, 'x') - left);
  return marks.filter((mark) => near(mark) <= 6).sort((a, b) => near(a) - near(b))[0] ?? null;
}

function clip({ ctx, bbox }: uPlot): void {
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
}

function line(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}

function flag(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(x - size, y);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y - 1.6 * size);
  ctx.fill();
}
