import { wallClock } from '../../time/zone';
import type { Deed, Incident, IncidentAlert, IncidentEvent } from './api';

/** A share of the width, 0 to 1. */
type Share = number;

export interface Lane {
  readonly alert: IncidentAlert;
  readonly from: Share;
  readonly to: Share;
  readonly isFiring: boolean;
}

export interface Point {
  /** Of one kind, and so near to each other that they would be one point anyway. */
  readonly events: readonly IncidentEvent[];
  readonly at: Share;
  /** Points that would cover each other stand in different rows. */
  readonly row: number;
}

export interface Line {
  readonly deed: Deed;
  readonly at: Share;
  /** Titles that would run into each other stand in two rows. */
  readonly row: 0 | 1;
  /** On which side of its line the title stands. */
  readonly side: 'left' | 'right';
  /** As far as the next title of the row, or the edge. */
  readonly room: Share;
}

export interface Tick {
  readonly seconds: number;
  readonly at: Share;
}

export interface Timeline {
  readonly lanes: readonly Lane[];
  /** Alerts for which there is no lane. */
  readonly hidden: number;
  readonly points: readonly Point[];
  readonly rows: number;
  readonly lines: readonly Line[];
  readonly ticks: readonly Tick[];
}

/** More bars are a wall. */
const MOST_LANES = 12;

const MOST_ROWS = 4;

/** A tick's words stand on both sides of it; nearer to an edge they would be cut off. */
const TICK_MARGIN: Share = 0.03;

/** How near two points may come before they cover each other. */
const POINT_WIDTH: Share = 0.022;

/** Room for a beginning that can be seen as one, in a short incident no more than its length. */
const ENOUGH_BEFORE_SECONDS = 300;

/** What a title takes of a wide picture. */
const TITLE_WIDTH: Share = 0.2;

/** Nearer to the right edge a title stands to the left of its line. */
const LAST_RIGHT: Share = 0.8;

/** What changed so shortly before stands in the picture, too; the rest is in the list. */
const REACH_SECONDS = 900;

const TICK_STEPS = [
  1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800,
];
const MOST_TICKS = 7;

/** What does not happen in the picture, since the bars say it. */
const IN_BARS = new Set(['fired', 'joined', 'ended']);

/** Where everything of an incident stands in its picture. */
export function layOut(incident: Incident, deeds: readonly Deed[], now: number): Timeline {
  const end = incident.resolvedAt ?? now;
  const length = Math.max(end - incident.startedAt, 1);
  const reach = incident.startedAt - Math.max(length * 0.5, REACH_SECONDS);
  const firstDeed = Math.min(...deeds.map(({ at }) => at).filter((at) => at >= reach));
  const from = Math.min(
    incident.startedAt - Math.max(length * 0.2, Math.min(length, ENOUGH_BEFORE_SECONDS)),
    firstDeed - length * 0.05,
  );
  const to = end + length * 0.05;
  const share = (seconds: number): Share =>
    Math.min(1, Math.max(0, (seconds - from) / (to - from)));
  const inside = (seconds: number) => seconds >= from && seconds <= to;
  const { points, rows } = pointsOf(
    incident.events.filter(({ at }) => inside(at)),
    share,
  );
  return {
    lanes: incident.alerts.slice(0, MOST_LANES).map((alert) => ({
      alert,
      from: share(alert.startsAt),
      to: share(alert.endsAt ?? end),
      isFiring: alert.endsAt === null,
    })),
    hidden: Math.max(0, incident.alerts.length - MOST_LANES),
    points,
    rows,
    lines: linesOf(
      deeds.filter(({ at }) => inside(at)),
      share,
    ),
    ticks: ticksOf(from, to)
      .map((seconds) => ({ seconds, at: share(seconds) }))
      .filter(({ at }) => at > TICK_MARGIN && at < 1 - TICK_MARGIN),
  };
}

function linesOf(deeds: readonly Deed[], share: (seconds: number) => Share): readonly Line[] {
  const lines: Omit<Line, 'room'>[] = [];
  for (const deed of deeds.toSorted((a, b) => a.at - b.at)) {
    const at = share(deed.at);
    const before = lines.at(-1);
    const isNear = before !== undefined && at - before.at < TITLE_WIDTH;
    const side = at > LAST_RIGHT ? 'left' : 'right';
    lines.push({ deed, at, row: isNear && before.row === 0 ? 1 : 0, side });
  }
  return lines.map((line) => ({ ...line, room: roomOf(line, lines) }));
}

/** Two titles between which there is no other share what lies between their lines. */
function roomOf(line: Omit<Line, 'room'>, lines: readonly Omit<Line, 'room'>[]): Share {
  const row = lines.filter((each) => each.row === line.row);
  const next = row[row.indexOf(line) + (line.side === 'right' ? 1 : -1)];
  if (!next) return line.side === 'right' ? 1 - line.at : line.at;
  const apart = Math.abs(next.at - line.at);
  return next.side === line.side ? apart : apart / 2;
}

function pointsOf(events: readonly IncidentEvent[], share: (seconds: number) => Share) {
  const ends: Share[] = [];
  const points: { events: IncidentEvent[]; at: Share; row: number }[] = [];
  for (const event of events.filter(({ kind }) => !IN_BARS.has(kind))) {
    const at = share(event.at);
    const near = points.find(
      (point) => point.events[0]!.kind === event.kind && at - point.at < POINT_WIDTH,
    );
    if (near) {
      near.events.push(event);
      continue;
    }
    const free = ends.findIndex((end) => at - end >= POINT_WIDTH);
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = at;
    points.push({ events: [event], at, row });
  }
  return { points, rows: Math.max(1, ends.length) };
}

/** Round moments by the clock on the wall. */
function ticksOf(from: number, to: number): number[] {
  const step =
    TICK_STEPS.find((each) => (to - from) / each <= MOST_TICKS) ??
    TICK_STEPS[TICK_STEPS.length - 1]!;
  const offset = from - wallClock(from * 1_000).getTime() / 1_000;
  const ticks: number[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step)
    ticks.push(at);
  return ticks;
}
