import { expect, it } from 'vitest';
import { arcPath, ringPath } from './arcs';

it('draws the upper half of a gauge from left to right', () => {
  expect(arcPath(0.125, 0.875, 8, 10)).toBe(
    'M-10.00 -0.00A10 10 0 0 1 10.00 0.00L8.00 0.00A8 8 0 0 0 -8.00 -0.00Z',
  );
});

it('draws a whole ring and a piece of pie', () => {
  expect(ringPath(0, 360, 5, 10)).toContain('0 1 1');
  expect(ringPath(0, 90, 0, 10)).toBe('M0.00 -10.00A10 10 0 0 1 10.00 0.00L0 0Z');
});
