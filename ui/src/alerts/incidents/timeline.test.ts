import { describe, expect, it } from 'vitest';
import type { Incident, IncidentEvent } from './api';
import { layOut } from './timeline';

const event = (at: number, kind: IncidentEvent['kind']): IncidentEvent => ({
  at,
  kind,
  person: '',
  story: '',
});

const incident = (changes: Partial<Incident> = {}): Incident => ({
  number: 1,
  title: 'Disk',
  severity: 'critical',
  groupKey: '{}',
  labels: {},
  receiver: 'hook',
  alertCount: 1,
  startedAt: 10_000,
  openedAt: 10_030,
  acknowledgedAt: null,
  acknowledgedBy: '',
  resolvedAt: 20_000,
  isCaredFor: false,
  alerts: [{ labels: {}, summary: 'full', generatorURL: '', startsAt: 10_000, endsAt: 20_000 }],
  events: [],
  eventCount: 0,
  ...changes,
});

describe('layOut', () => {
  it('leaves room before the beginning and behind the end', () => {
    const { lanes } = layOut(incident(), [], 0);
    expect(lanes[0]!.from).toBeCloseTo(0.16, 2);
    expect(lanes[0]!.to).toBeCloseTo(0.96, 2);
    expect(lanes[0]!.isFiring).toBe(false);
  });

  it('draws what still fires up to now', () => {
    const alerts = [{ labels: {}, summary: '', generatorURL: '', startsAt: 10_000, endsAt: null }];
    const { lanes } = layOut(incident({ alerts, resolvedAt: null }), [], 30_000);
    expect(lanes[0]!.to).toBeCloseTo(0.96, 2);
    expect(lanes[0]!.isFiring).toBe(true);
  });

  it('puts points that would cover each other into rows, and leaves out what the bars say', () => {
    const events = [
      event(10_000, 'fired'),
      event(10_030, 'told'),
      event(10_031, 'escalated'),
      event(15_000, 'acknowledged'),
    ];
    const { points, rows } = layOut(incident({ events }), [], 0);
    expect(points.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(rows).toBe(2);
  });

  it('draws events of one kind that are near each other as one point', () => {
    const events = [event(10_030, 'told'), event(10_040, 'told'), event(19_000, 'told')];
    const { points } = layOut(incident({ events }), [], 0);
    expect(points.map((point) => point.events.length)).toEqual([2, 1]);
  });

  it('marks deployments shortly before, not those of long ago', () => {
    const deeds = [
      { at: 2_000, title: 'old' },
      { at: 9_500, title: 'new' },
    ];
    expect(layOut(incident(), deeds, 0).lines.map(({ deed }) => deed.title)).toEqual(['new']);
    const short = incident({ resolvedAt: 10_060 });
    const [line] = layOut(short, [{ at: 9_400, title: 'ten minutes before' }], 0).lines;
    expect(line!.at).toBeGreaterThan(0);
    expect(line!.at).toBeLessThan(0.1);
  });

  it('keeps titles apart that would run into each other', () => {
    const deeds = [9_900, 10_100, 10_300, 19_000].map((at) => ({ at, title: String(at) }));
    expect(layOut(incident(), deeds, 0).lines.map(({ row }) => row)).toEqual([0, 1, 0, 0]);
  });

  it('gives each title the room up to the next of its row', () => {
    const deeds = [9_900, 10_100, 15_000, 19_900].map((at) => ({ at, title: String(at) }));
    const { lines } = layOut(incident(), deeds, 0);
    const [first, second, third, last] = lines;
    expect(lines.map(({ side }) => side)).toEqual(['right', 'right', 'right', 'left']);
    expect(first!.room).toBeCloseTo(third!.at - first!.at);
    expect(second!.room).toBeCloseTo(1 - second!.at);
    expect(third!.room + last!.room).toBeCloseTo(last!.at - third!.at);
  });

  it('does not squeeze a short incident into a corner', () => {
    const { lanes } = layOut(incident({ resolvedAt: 10_060 }), [], 0);
    expect(lanes[0]!.from).toBeLessThan(0.6);
  });

  it('counts the alerts that have no lane', () => {
    const alert = incident().alerts[0]!;
    const { lanes, hidden } = layOut(incident({ alerts: Array(30).fill(alert) }), [], 0);
    expect(lanes.length + hidden).toBe(30);
    expect(hidden).toBe(18);
  });

  it('has a few ticks at round times', () => {
    const { ticks } = layOut(incident(), [], 0);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThan(9);
    for (const { seconds } of ticks) expect(seconds % 1_800).toBe(0);
  });
});
