import { describe, expect, it } from 'vitest';
import { type Arrangement, type BarChart, placeBars, valueSpan, valueTicks } from './bars';

function chart(arrangement: Arrangement, ...rows: readonly (readonly number[])[]): BarChart {
  return {
    categories: rows[0].map((_, index) => `c${index}`),
    series: rows.map((values, index) => ({
      name: `s${index}`,
      color: 'red',
      values,
      format: String,
    })),
    arrangement,
    groupShare: 0.5,
    barShare: 1,
    unit: 'short',
    omitted: 0,
  };
}

const ends = (each: BarChart) => placeBars(each).map(({ foot, top }) => [foot, top]);

describe('bars', () => {
  it('stand side by side in the middle of their category', () => {
    const bars = placeBars(chart('beside', [1, 2], [3, NaN]));
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0.125, 0.25],
      [0.25, 0.375],
      [0.625, 0.75],
    ]);
  });

  it('are piled up, those below zero on their own side', () => {
    expect(ends(chart('stacked', [1], [2], [-3], [-1]))).toEqual([
      [0, 1],
      [1, 3],
      [0, -3],
      [-3, -4],
    ]);
  });

  it('are shares of their category, also where all is zero', () => {
    expect(ends(chart('shares', [1, 0], [3, 0]))).toEqual([
      [0, 0.25],
      [0.25, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it('lie over each other at the same place', () => {
    const [first, second] = placeBars(chart('over', [1], [2]));
    expect([second.from, second.to]).toEqual([first.from, first.to]);
  });
});

describe('the axis of bars', () => {
  const spanOf = (each: BarChart) => valueSpan(each, placeBars(each));

  it('holds zero and ends at a round value', () => {
    expect(spanOf(chart('beside', [7.3]))).toEqual([0, 8]);
    expect(spanOf(chart('beside', [-7.3, 2]))).toEqual([-8, 2]);
    expect(spanOf(chart('stacked', [3], [5]))).toEqual([0, 8]);
  });

  it('takes the ends that are asked for', () => {
    expect(spanOf({ ...chart('beside', [7.3]), min: 2, max: 100 })).toEqual([2, 100]);
  });

  it('has room where there is nothing', () => {
    expect(spanOf(chart('beside', [NaN]))).toEqual([0, 1]);
    expect(spanOf(chart('shares', [0]))).toEqual([0, 1]);
  });

  it('is cut at round values', () => {
    expect(valueTicks([0, 8], 'short', 5)).toEqual([0, 2, 4, 6, 8]);
    expect(valueTicks([-1, 1], 'short', 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(valueTicks([0, 4096], 'bytes', 3)).toEqual([0, 2048, 4096]);
  });
});
