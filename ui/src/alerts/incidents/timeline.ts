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
  readonly event: IncidentEvent;
  readonly at: Share;
  /** Points that would cover each other stand in different rows. */
  readonly row: number;
}

export interface Line {
  readonly deed: Deed;
  readonly at: Share;
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

/** How near two points may come before they cover each other. */
const POINT_WIDTH: Share = 0.022;

/** What changed just before stands in the picture; the rest is in the list. */
const LEAST_BEFORE_SECONDS = 300;

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
  const from = incident.startedAt - Math.max(length * 0.2, LEAST_BEFORE_SECONDS);
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
    lines: deeds.filter(({ at }) => inside(at)).map((deed) => ({ deed, at: share(deed.at) })),
    ticks: ticksOf(from, to).map((seconds) => ({ seconds, at: share(seconds) })),
  };
}

function pointsOf(events: readonly IncidentEvent[], share: (seconds: number) => Share) {
  const lasts: Share[] = [];
  const points = events
    .filter(({ kind }) => !IN_BARS.has(kind))
    .map((event): Point => {
      const at = share(event.at);
      const free = lasts.findIndex((last) => at - last >= POINT_WIDTH);
      const row = free >= 0 ? free : Math.min(lasts.length, MOST_ROWS - 1);
      lasts[row] = at;
      return { event, at, row };
    });
  return { points, rows: Math.max(1, lasts.length) };
}

/** Round moments by the clock on the wall. */
function ticksOf(from: number, to: number): number[] {
  const step =
    TICK_STEPS.find((each) => (to - from) / each <= MOST_TICKS) ??
    TICK_STEPS[TICK_STEPS.length - 1]!;
  const offset = new Date(from * 1_000).getTimezoneOffset() * 60;
  const ticks: number[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step)
    ticks.push(at);
  return ticks;
}
