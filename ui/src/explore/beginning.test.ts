import { expect, it } from 'vitest';
import { beginningOf } from './beginning';

const NOW = 1_700_000_000_000;
const WEEK = 604_800_000;

/** A series with a value at any time since its first. */
const since = (began: number) => {
  const asked: number[] = [];
  const ask = (_: string, { from, to }: { from: number; to: number }, step: number) => {
    asked.push(step);
    for (let time = from; time <= to; time += step) if (time >= began) return Promise.resolve(time);
    return Promise.resolve(null);
  };
  return { ask, asked };
};

it('finds the first value among coarse points, then among finer ones', async () => {
  const { ask, asked } = since(NOW - 90_000);
  expect(await beginningOf('up', { from: NOW - WEEK, to: NOW }, ask)).toBe(NOW - 90_000);
  expect(asked).toEqual([1_008_000, 2_000]);
});

it('stays with the first point where all are taken', async () => {
  const { ask, asked } = since(0);
  const from = NOW - 3_600_000;
  expect(await beginningOf('up', { from, to: NOW }, ask)).toBe(from);
  expect(asked).toHaveLength(1);
});

it('finds none where there is none', async () => {
  const { ask } = since(Infinity);
  expect(await beginningOf('up', { from: NOW - WEEK, to: NOW }, ask)).toBeNull();
});
