import { describe, expect, it } from 'vitest';
import { examplesOf } from './routes';
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
