import { expect, it } from 'vitest';
import type { Frame } from '../data/frame';
import { detailText, latest, levelOf } from './detail';

function frameOf(ref: string, mountpoint: string, values: number[]): Frame {
  const series = [
    { id: 1, ref, labels: { mountpoint }, values: Float64Array.from(values), isLiving: true },
  ];
  return { step: 1_000, times: Float64Array.from(values.keys()), series };
}

it('takes the newest value, if it is not too old', () => {
  expect(latest(frameOf('A', '/', [1, 2, NaN]), 'A')).toBe(2);
  expect(latest(frameOf('A', '/', [1, NaN, NaN, NaN, NaN]), 'A')).toBeNaN();
});

it('takes the value of the row it belongs to', () => {
  const frame = frameOf('B', '/boot', [5]);
  expect(latest(frame, 'B', 'mountpoint', '/boot')).toBe(5);
  expect(latest(frame, 'B', 'mountpoint', '/')).toBeNaN();
});

it('fills values into words', () => {
  const values: Record<string, number> = { B: 2_048, C: NaN };
  expect(detailText('{B:bytes} of {C:bytes}', (ref) => values[ref])).toBe('2.0 KiB of –');
});

it('tells the highest threshold that is reached', () => {
  const thresholds = [
    { at: 0.8, level: 'warn' },
    { at: 0.95, level: 'bad' },
  ] as const;
  expect(levelOf(0.7, thresholds)).toBeNull();
  expect(levelOf(0.8, thresholds)).toBe('warn');
  expect(levelOf(1, thresholds)).toBe('bad');
  expect(levelOf(NaN, thresholds)).toBeNull();
});
