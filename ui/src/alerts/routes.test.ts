import { describe, expect, it } from 'vitest';
import type { RouteNode } from './api';
import { examplesOf, isOnTheWay, termsOf } from './routes';
import type { Rule, RuleGroup } from './rules/api';

const rule = (name: string, labels: Rule['labels'], type: Rule['type'] = 'alerting'): Rule => ({
  type,
  name,
  labels,
  query: 'up == 0',
  health: 'ok',
  evaluationTime: 0,
});

const group = (...rules: Rule[]): RuleGroup => ({
  name: 'hosts',
  file: 'hosts.yml',
  interval: 15,
  evaluationTime: 0,
  origin: 'file',
  rules,
});

describe('examplesOf', () => {
  it('writes the labels of alerting rules, each once', () => {
    const down = rule('HostDown', { severity: 'critical' });
    expect(examplesOf([group(down, rule('job:up', {}, 'recording')), group(down)])).toEqual([
      'alertname=HostDown severity=critical',
    ]);
  });

  it('leaves out what is no single word, or is filled in later', () => {
    const labels = { team: 'night shift', host: '{{ $labels.host }}', severity: 'warning' };
    expect(examplesOf([group(rule('Slow', labels))])).toEqual(['alertname=Slow severity=warning']);
  });

  it('shows a few of many', () => {
    const rules = Array.from({ length: 40 }, (_, i) => rule(`R${i}`, {}));
    expect(examplesOf([group(...rules)])).toHaveLength(6);
  });
});

function route(path: string, of: Partial<RouteNode> = {}): RouteNode {
  return {
    path,
    receiver: 'ops',
    channels: [],
    matchers: [],
    groupBy: ['alertname'],
    groupWait: '30s',
    groupInterval: '5m',
    repeatInterval: '4h',
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    continue: false,
    firing: 0,
    routes: [],
    ...of,
  };
}

describe('termsOf', () => {
  it('has all of the root and of others what they do not inherit', () => {
    const root = route('0');
    expect(termsOf(root, null)).toEqual([
      'together by alertname',
      'waits 30s',
      'news every 5m',
      'again after 4h',
    ]);
    expect(termsOf(route('0/0'), root)).toEqual([]);
    expect(
      termsOf(
        route('0/1', { groupBy: ['...'], muteTimeIntervals: ['weekends'], continue: true }),
        root,
      ),
    ).toEqual(['each alert by itself', 'not in weekends', 'goes on to the next']);
  });
});

describe('isOnTheWay', () => {
  it('is a route that is taken, and those above it', () => {
    const taken = new Set(['0/1/0']);
    const leaf = route('0/1/0');
    const middle = route('0/1', { routes: [leaf] });
    expect([leaf, middle].map((node) => isOnTheWay(node, taken))).toEqual([true, true]);
    expect(isOnTheWay(route('0/0'), taken)).toBe(false);
  });
});
