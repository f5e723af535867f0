import uPlot from 'uplot';
import { axisLabels, formatBrief, isBinary } from '../units/units';
import type { Palette } from './palette';
import type { AxisOptions } from './series';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Room for the longest usual label; the same on all panels, so that their times stand in line. */
export const VALUE_AXIS_WIDTH = 66;

/** Space to the right of the plot, which labels may use. */
export const CHART_MARGIN = 8;
/** Of the mean digit at the size of the labels. */
const LETTER_WIDTH = 6.6;

const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 4, 7, 14, 28, 91, 182, 365].map((n) => n * DAY),
];

/** Moments to label between two times, and how far apart they are. */
export function timeTicks(
  from: number,
  to: number,
  most: number,
): { readonly times: readonly number[]; readonly increment: number } {
  const increment =
    TIME_STEPS.find((step) => (to - from) / step <= Math.max(1, most)) ?? TIME_STEPS.at(-1)!;
  // Steps of hours and days stand at local ones.
  const shift = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - shift) / increment) * increment + shift;
  const times: number[] = [];
  for (let time = first; time <= to; time += increment) times.push(time);
  return { times, increment };
}

const BINARY_STEPS = Array.from({ length: 70 }, (_, power) => 2 ** (power - 9));

const CLOCK_SECONDS = clock({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const CLOCK = clock({ hour: '2-digit', minute: '2-digit' });
const DATE = clock({ month: 'short', day: 'numeric' });

function clock(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, { ...options, hourCycle: 'h23' });
}

export function timeAxis(palette: Palette): uPlot.Axis {
  return {
    scale: 'x',
    font: `11px ${palette.font}`,
    stroke: palette.text,
    size: 26,
    gap: 6,
    space: 72,
    incrs: TIME_STEPS,
    grid: { show: false },
    ticks: { show: true, stroke: palette.axis, width: 1, size: 4 },
    border: { show: true, stroke: palette.axis, width: 1 },
    values: (plot, splits, _, __, increment) =>
      splits.map((time) => {
        const label = timeLabel(time, increment);
        return fits(plot, time, label) ? label : '';
      }),
  };
}

export function valueAxis(
  palette: Palette,
  { unit, log, label, isHidden }: AxisOptions,
  scale: 'y' | 'y2',
  hasMirror: boolean,
): uPlot.Axis {
  return {
    scale,
    show: !isHidden,
    side: scale === 'y' ? 3 : 1,
    font: `11px ${palette.font}`,
    stroke: palette.text,
    size: VALUE_AXIS_WIDTH,
    gap: 6,
    space: 32,
    ...(label ? { label, labelFont: `11px ${palette.font}`, labelSize: 16, labelGap: 0 } : {}),
    ...(isBinary(unit) && !log ? { incrs: BINARY_STEPS } : {}),
    grid: { show: scale === 'y', stroke: palette.grid, width: 1 },
    ticks: { show: false },
    // Below zero stands the other direction, not a negative amount.
    values: (_, splits) =>
      log
        ? splits.map((split) => (split === null ? '' : formatBrief(split, unit)))
        : axisLabels(hasMirror ? splits.map(Math.abs) : splits, unit),
  };
}

/** A label that would be cut off at the edge is left out. */
function fits(plot: uPlot, time: number, label: string): boolean {
  // The element knows its width, too, but would lay out the page to say it.
  const right = plot.bbox.width / uPlot.pxRatio - plot.valToPos(time, 'x');
  return right + CHART_MARGIN >= (label.length * LETTER_WIDTH) / 2;
}

/** A moment as an axis with such steps writes it. */
export function timeLabel(time: number, increment: number): string {
  const date = new Date(time);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (increment >= DAY || (isMidnight && increment >= HOUR)) return DATE.format(date);
  return increment < MINUTE ? CLOCK_SECONDS.format(date) : CLOCK.format(date);
}
