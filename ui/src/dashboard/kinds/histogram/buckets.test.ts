import { describe, expect, it } from 'vitest';
import type { Panel } from '../../model';
import { testFrame, testPalette, testScope } from '../../testing';
import { countValues, histogramOf } from './buckets';

const count = (values: readonly number[], size = 0, offset = 0, most = 30) =>
  countValues([Float64Array.from(values)], size, offset, most);

describe('counting values', () => {
  it('begins buckets at multiples of their size', () => {
    expect(count([3, 4, 5, 9.9], 5)).toEqual({ start: 0, size: 5, counts: [[2, 2]] });
    expect(count([-1, 1], 5)).toEqual({ start: -5, size: 5, counts: [[1, 1]] });
  });

  it('moves where buckets begin', () => {
    expect(count([3, 4, 5, 9.9], 5, 1)).toEqual({ start: 1, size: 5, counts: [[3, 1]] });
  });

  it('chooses a round size that makes few enough buckets', () => {
    const { size, counts } = count([0, 29, 100], 0, 0, 10);
    expect(size).toBe(10);
    expect(counts[0]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('leaves out what is absent or endless', () => {
    expect(count([NaN, 1, Infinity, 1], 1).counts).toEqual([[2]]);
    expect(count([NaN]).counts).toEqual([[]]);
  });

  it('chooses the size itself where the wanted one would draw for ever', () => {
    expect(count([0, 1e9], 0.001).counts[0].length).toBeLessThan(60);
  });

  it('has one bucket for equal values', () => {
    expect(count([7, 7, 7]).counts).toEqual([[3]]);
  });
});

describe('a histogram', () => {
  const scope = testScope();
  const frame = testFrame([{ job: 'a' }, [1, 2, 2]], [{ job: 'b' }, [2, 3, NaN]]);
  const panel: Panel = {
    kind: 'histogram',
    queries: [{ ref: 'A', expr: 'x' }],
    options: { bucketSize: 1 },
    field: { defaults: { unit: 's' } },
  };

  it('counts each series by itself, over the same ranges', () => {
    const { series, categories, edges } = histogramOf(panel, frame, scope, testPalette());
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['a', [1, 2, 0]],
      ['b', [0, 1, 1]],
    ]);
    expect(categories[0]).toBe('1.00 s to 2.00 s');
    expect(edges).toEqual(['1 s', '2 s', '3 s', '4 s']);
  });

  it('counts all series together', () => {
    const combined = { ...panel, options: { bucketSize: 1, combine: true } };
    const { series } = histogramOf(combined, frame, scope, testPalette());
    expect(series.map(({ name, values }) => [name, values])).toEqual([['Count', [1, 3, 1]]]);
  });

  it('draws so many series one over the other, or all of them together', () => {
    const many = testFrame(
      ...Array.from({ length: 1_000 }, (_, job) => [{ job: `${job}` }, [job, job]] as const),
    );
    const drawn = histogramOf(panel, many, scope, testPalette());
    expect([drawn.series.length, drawn.omitted]).toEqual([20, 980]);
    const combined = { ...panel, options: { combine: true } };
    const { series, omitted } = histogramOf(combined, many, scope, testPalette());
    expect(series[0].values.reduce((sum, count) => sum + count)).toBe(2_000);
    expect(omitted).toBe(0);
  });
});
