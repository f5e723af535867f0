import { expect, it } from 'vitest';
import { testFrame } from '../../testing';
import { cellsOf } from './cells';

const name = ({ labels }: { labels: Readonly<Record<string, string>> }) => labels.job;

it('takes classic buckets apart and adds those of several instances', () => {
  const frame = testFrame(
    [{ le: '+Inf', i: '1' }, [9, NaN]],
    [{ le: '0.5', i: '1' }, [4, 1]],
    [{ le: '1', i: '1' }, [6, 3]],
    [{ le: '0.5', i: '2' }, [1, NaN]],
  );
  const { bounds, counts, most } = cellsOf(frame, name);
  expect(bounds).toEqual([0, 0.5, 1, Infinity]);
  expect(counts.map((row) => [...row])).toEqual([
    [5, 1],
    [1, 2],
    [3, NaN],
  ]);
  expect(most).toBe(5);
});

it('puts native buckets into rows of equal factors', () => {
  const buckets = [
    { lower: 1, upper: 2, count: 3 },
    { lower: 4, upper: 8, count: 5 },
  ];
  const [series] = testFrame([{}, [NaN, NaN]]).series;
  const frame = testFrame([{}, [NaN, NaN]]);
  const { bounds, counts } = cellsOf(
    { ...frame, series: [{ ...series, histograms: [buckets, null] }] },
    name,
  );
  expect(bounds.map(Math.round)).toEqual([1, 2, 4, 8]);
  expect(counts.map((row) => [...row])).toEqual([
    [3, 0],
    [0, 0],
    [5, 0],
  ]);
});

it('makes a row of each other series', () => {
  const { names, counts } = cellsOf(testFrame([{ job: 'a' }, [1]], [{ job: 'b' }, [2]]), name);
  expect(names).toEqual(['a', 'b']);
  expect(counts).toHaveLength(2);
});
