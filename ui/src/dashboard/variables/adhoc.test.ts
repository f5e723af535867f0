import { expect, it } from 'vitest';
import { addFilters } from './adhoc';

const FILTERS = [{ key: 'job', operator: '=', value: 'a' }] as const;

it.each([
  ['up', 'up{job="a"}'],
  ['up{}', 'up{job="a"}'],
  ['up{b="c}"}', 'up{b="c}",job="a"}'],
  ['{__name__="x", }', '{__name__="x", job="a"}'],
  ['sum by (up, x) (rate(y[5m]))', 'sum by (up, x) (rate(y{job="a"}[5m]))'],
  ['sum(up) without (x)', 'sum(up{job="a"}) without (x)'],
  ['a / on (b) group_left (c) d', 'a{job="a"} / on (b) group_left (c) d{job="a"}'],
  ['a offset 5m > bool 3', 'a{job="a"} offset 5m > bool 3'],
  ['label_replace(up, "x", "$1", "y", "up")', 'label_replace(up{job="a"}, "x", "$1", "y", "up")'],
  ['vector(1) or Inf # up', 'vector(1) or Inf # up'],
  ['max_over_time(a:b:c[1h:5m])', 'max_over_time(a:b:c{job="a"}[1h:5m])'],
  ['a @ end() and b', 'a{job="a"} @ end() and b{job="a"}'],
  ['1e3 * up', '1e3 * up{job="a"}'],
])('adds matchers to the selectors of %s', (expr, filtered) => {
  expect(addFilters(expr, FILTERS)).toBe(filtered);
});

it('quotes names and values that need it', () => {
  const filters = [{ key: 'k8s.pod', operator: '=~', value: 'a"b' }] as const;
  expect(addFilters('up', filters)).toBe('up{"k8s.pod"=~"a\\"b"}');
});
