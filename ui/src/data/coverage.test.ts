import { describe, expect, it } from 'vitest';
import { metricsOf, reckonedOver } from './coverage';

describe('how long has to be measured for an expression to be right', () => {
  it.each([
    ['sum(rate(x[1h]))', 3_600_000],
    ['sum(rate(x[5m])) / 2', 300_000],
    ['increase(x[1d])', 86_400_000],
    ['rate(x[5m]) + rate(y[90s])', 300_000],
    ['max_over_time(sum(rate(x[1m]))[1h:1m])', 3_600_000],
    ['sum(rate(x[5m] offset 1w))', 300_000],
    ['sum(increase(x[1d])) / sum(increase(x[1d] offset 1w)) - 1', 8 * 86_400_000],
  ])('%s', (expr, window) => expect(reckonedOver(expr)).toBe(window));

  it.each([
    'sum(x)',
    'avg_over_time(x[1h])',
    '1 - sum(rate(x{mode="idle"}[1h])) / sum(rate(x[1h]))',
    'sum(rate(x_sum[1h]))\n/\nsum(rate(x_count[1h]))',
    'histogram_quantile(0.9, sum by (le) (rate(x_bucket[1h])))',
  ])('any time for %s', (expr) => expect(reckonedOver(expr)).toBe(0));
});

it('knows the metrics whose rates are taken', () => {
  const expr =
    'sum(rate(a_total{code=~"5.."}[5m])) + increase(job:b[1h]) + rate((c + d)[1h:1m]) + e';
  expect(metricsOf(expr)).toEqual(['a_total', 'job:b']);
});
