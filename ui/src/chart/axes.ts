import uPlot from 'uplot';
import { momentOf, wallClock, wallFormat } from '../time/zone';
import { axisLabels, formatBrief, isBinary, secondsIn } from '../units/units';
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

/** Steps of months and years follow the calendar; here they have their mean length. */
const MONTH = 30.4375 * DAY;
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120];

const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 4, 7, 14].map((n) => n * DAY),
  ...MONTH_STEPS.map((n) => n * MONTH),
];

/** A Monday, from which steps of weeks count. */
const FIRST_MONDAY = 4 * DAY;

/** Moments to label between two times, and how far apart they are. */
export function timeTicks(
  from: number,
  to: number,
  most: number,
): { readonly times: readonly number[]; readonly increment: number } {
  const increment =
    TIME_STEPS.find((step) => (to - from) / step <= Math.max(1, most)) ?? TIME_STEPS.at(-1)!;
  return { times: ticksEvery(increment, from, to), increment };
}

/** Round moments by the clock and the calendar on the wall, one of the steps apart. */
export function ticksEvery(increment: number, from: number, to: number): number[] {
  // None of the steps is long enough for centuries.
  if (increment === 0) return [];
  if (increment >= MONTH) return monthTicks(Math.round(increment / MONTH), from, to);
  const offset = wallClock(from).getTime() - from;
  const anchor = increment % (7 * DAY) === 0 ? FIRST_MONDAY : 0;
  const first = Math.ceil((from + offset - anchor) / increment) * increment + anchor;
  // Up to an hour they stand right whatever summer time does; longer ones move with it.
  const momentAt = (wall: number) => (increment <= HOUR ? wall - offset : momentOf(wall));
  const times: number[] = [];
  for (let wall = first; momentAt(wall) <= to; wall += increment)
    if (momentAt(wall) >= from) times.push(momentAt(wall));
  return times;
}

function monthTicks(months: number, from: number, to: number): number[] {
  const wall = wallClock(from);
  const first = Math.floor((12 * wall.getUTCFullYear() + wall.getUTCMonth()) / months) * months;
  const momentAt = (month: number) => momentOf(Date.UTC(Math.floor(month / 12), month % 12));
  const times: number[] = [];
  for (let month = first; momentAt(month) <= to; month += months)
    if (momentAt(month) >= from) times.push(momentAt(month));
  return times;
}

/** Lengths of time between ticks, in seconds: round ones, of which no unit has tenths. */
const DURATION_STEPS = [
  ...Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((n) => n * 10 ** (power - 9))).flat(),
  ...[1, 2, 5, 10, 15, 30].flatMap((n) => [n, n * 60]),
  ...[1, 2, 3, 6, 12].map((n) => n * 3_600),
  ...Array.from({ length: 6 }, (_, power) => [1, 2, 5].map((n) => n * 86_400 * 10 ** power)).flat(),
].sort((a, b) => a - b);

const BINARY_STEPS = Array.from({ length: 70 }, (_, power) => 2 ** (power - 9));

const CLOCK_SECONDS = wallFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const CLOCK = wallFormat({ hour: '2-digit', minute: '2-digit' });
const DATE = wallFormat({ month: 'short', day: 'numeric' });
const DATE_OF_YEAR = wallFormat({ year: 'numeric', month: 'short', day: 'numeric' });
const MONTH_OF_YEAR = wallFormat({ year: 'numeric', month: 'short' });

export function timeAxis(palette: Palette): uPlot.Axis {
  return {
    scale: 'x',
    font: `11px ${palette.font}`,
    stroke: palette.text,
    size: 26,
    gap: 6,
    space: 72,
    incrs: TIME_STEPS,
    splits: (_, __, from, to, increment) => ticksEvery(increment, from, to),
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
    ...stepsOf(unit, log),
    grid: { show: scale === 'y', stroke: palette.grid, width: 1 },
    ticks: { show: false },
    // Below zero stands the other direction, not a negative amount.
    values: (_, splits) =>
      log
        ? splits.map((split) => (split === null ? '' : formatBrief(split, unit)))
        : axisLabels(hasMirror ? splits.map(Math.abs) : splits, unit),
  };
}

function stepsOf(unit: string, log: number | undefined): { incrs?: number[] } {
  const seconds = secondsIn(unit);
  if (log) return {};
  if (seconds) return { incrs: DURATION_STEPS.map((step) => step / seconds) };
  return isBinary(unit) ? { incrs: BINARY_STEPS } : {};
}

/** A label that would be cut off at the edge is left out. */
function fits(plot: uPlot, time: number, label: string): boolean {
  // The element knows its width, too, but would lay out the page to say it.
  const right = plot.bbox.width / uPlot.pxRatio - plot.valToPos(time, 'x');
  return right + CHART_MARGIN >= (label.length * LETTER_WIDTH) / 2;
}

/** A moment as an axis with such steps writes it. */
export function timeLabel(time: number, increment: number): string {
  if (increment >= MONTH) return MONTH_OF_YEAR(time);
  const wall = wallClock(time);
  const isMidnight = wall.getTime() % DAY === 0;
  if (increment < DAY && !(isMidnight && increment >= HOUR))
    return increment < MINUTE ? CLOCK_SECONDS(time) : CLOCK(time);
  const isThisYear = wall.getUTCFullYear() === wallClock(Date.now()).getUTCFullYear();
  return isThisYear ? DATE(time) : DATE_OF_YEAR(time);
}
