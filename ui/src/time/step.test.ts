import { expect, it } from 'vitest';
import { promDuration, rateInterval, stepFor } from './step';

it('takes the finest step that keeps a span within its points', () => {
  expect(stepFor(5 * 60_000)).toBe(1_000);
  expect(stepFor(15 * 60_000)).toBe(1_000);
  expect(stepFor(60 * 60_000)).toBe(5_000);
  expect(stepFor(24 * 3_600_000)).toBe(120_000);
  expect(stepFor(50 * 365 * 86_400_000)).toBe(604_800_000);
});

it('lets a rate window hold four scrapes, or a step and one scrape', () => {
  expect(rateInterval(1_000, 1_000)).toBe(4_000);
  expect(rateInterval(1_000, 15_000)).toBe(60_000);
  expect(rateInterval(60_000, 15_000)).toBe(75_000);
});

it('writes durations as PromQL does', () => {
  expect(promDuration(90_000)).toBe('90s');
  expect(promDuration(1_500)).toBe('1500ms');
});
