import { describe, expect, it } from 'vitest';
import type { Incident } from './api';
import { markdownOf } from './markdown';

const INCIDENT: Incident = {
  number: 7,
  title: 'Disk',
  severity: 'critical',
  groupKey: '{}',
  labels: { alertname: 'Disk' },
  receiver: 'ops',
  alertCount: 1,
  startedAt: 10_000,
  openedAt: 10_060,
  acknowledgedAt: 10_120,
  acknowledgedBy: 'Ada',
  resolvedAt: 13_600,
  isCaredFor: false,
  alerts: [
    {
      labels: { alertname: 'Disk', host: 'a' },
      summary: 'full',
      generatorURL: '',
      startsAt: 10_000,
      endsAt: 13_600,
    },
  ],
  events: [
    { at: 10_120, kind: 'acknowledged', person: 'Ada', story: '' },
    { at: 10_300, kind: 'note', person: 'Bo', story: 'du | sort' },
  ],
  eventCount: 2,
};

describe('markdownOf', () => {
  const text = markdownOf(INCIDENT, [{ at: 9_000, title: 'Deployed 2.0' }]);

  it('says how long people took', () => {
    expect(text).toContain('# Incident 7: Disk');
    expect(text).toContain('told after 1 min');
    expect(text).toContain('- Acknowledged after 1 min by Ada');
    expect(text).toContain('after 1 h');
  });

  it('tells the story in the order of time, with what was changed before', () => {
    const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows.map((row) => row.split('|')[2]!.trim())).toEqual([
      'Changed',
      'Acknowledged by Ada',
      'Note by Bo',
    ]);
    expect(rows[2]).toContain('du \\| sort');
  });

  it('does not claim an end that did not come', () => {
    const open = markdownOf({ ...INCIDENT, resolvedAt: null, acknowledgedAt: null }, []);
    expect(open).toContain('- Still fires');
    expect(open).toContain('- Never acknowledged');
  });
});
