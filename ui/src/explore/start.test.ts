import { expect, it } from 'vitest';
import { startQuery, startTitle } from './start';

const counter = { type: 'counter', help: '' };

it.each([
  ['node_load1', { type: 'gauge', help: '' }, 'node_load1'],
  ['http_requests', counter, 'rate(http_requests[$__rate_interval])'],
  ['http_requests_total', null, 'rate(http_requests_total[$__rate_interval])'],
  [
    'http_seconds_bucket',
    { type: 'histogram', help: '' },
    'histogram_quantile(0.95, sum by (le) (rate(http_seconds_bucket[$__rate_interval])))',
  ],
])('begins with %s as what one wants to see of it', (name, metadata, expr) => {
  expect(startQuery(name, metadata)).toBe(expr);
});

it('makes a title of a name', () => {
  expect(startTitle('node_network_receive_bytes_total')).toBe('Node network receive bytes');
  expect(startTitle('job:rate5m')).toBe('Job rate5m');
});
