import { expect, it } from 'vitest';
import { CalmScale, extent, roundUp } from './scale';

it('finds the extent of finite values', () => {
  const columns = [Float64Array.of(9, 1, NaN, Infinity), Float64Array.of(-9, 2, -3, 4)];
  expect(extent(columns, 1, 3)).toEqual({ min: -3, max: 4 });
  expect(extent([Float64Array.of(NaN)], 0, 0)).toBeNull();
});

it('rounds up to numbers that read well', () => {
  expect(roundUp(0.0131, false)).toBeCloseTo(0.015);
  expect(roundUp(8.7, false)).toBe(10);
  expect(roundUp(16 * 2 ** 30, true)).toBe(16 * 2 ** 30);
  expect(roundUp(17 * 2 ** 30, true)).toBe(20 * 2 ** 30);
});

it('grows at once and shrinks only when half of it is empty', () => {
  const scale = new CalmScale();
  expect(scale.fit(0, 9, false)).toEqual([0, 10]);
  expect(scale.fit(0, 6, false)).toEqual([0, 10]);
  expect(scale.fit(0, 11, false)).toEqual([0, 12]);
  expect(scale.fit(0, 2, false)).toEqual([0, 2]);
});

it('holds both sides of zero', () => {
  const scale = new CalmScale();
  expect(scale.fit(-3, 9, false)).toEqual([-3, 10]);
  expect(new CalmScale().fit(0, 0, false)).toEqual([0, 1]);
});
