import { describe, expect, it } from 'vitest';
import { calculation, calculationUnit, rowsWithin } from './reduce';

const of = (name: string, ...values: number[]) => calculation(name)(Float64Array.from(values));

describe('calculation', () => {
  it('leaves absent values out', () => {
    expect(of('mean', 1, NaN, 3)).toBe(2);
    expect(of('lastNotNull', 1, 2, NaN)).toBe(2);
    expect(of('last', 1, 2, NaN)).toBeNaN();
    expect(of('count', 1, NaN)).toBe(1);
  });

  it('has nothing to say about nothing', () => {
    for (const name of ['mean', 'min', 'max', 'sum', 'median', 'p95', 'diff'])
      expect(of(name, NaN), name).toBeNaN();
  });

  it('adds up what a counter grew by across its resets', () => {
    expect(of('delta', 5, 8, 2, 3)).toBe(6);
    expect(of('diff', 5, 8, 2, 3)).toBe(-2);
  });

  it('finds percentiles between points', () => {
    expect(of('p50', 1, 2, 3, 4)).toBe(2.5);
    expect(of('p95', 0, 100)).toBe(95);
    expect(of('range', 4, 1, 9)).toBe(8);
  });
});

it('has the unit of the values unless it counts or compares', () => {
  expect(calculationUnit('max', 'bytes')).toBe('bytes');
  expect(calculationUnit('count', 'bytes')).toBe('short');
  expect(calculationUnit('diffperc', 'bytes')).toBe('percentunit');
});

it('cuts out the rows of a span', () => {
  const times = Float64Array.from([10, 20, 30, 40]);
  expect(rowsWithin(times, 15, 30)).toEqual([1, 3]);
  expect(rowsWithin(times, 41, 50)).toEqual([4, 4]);
});
