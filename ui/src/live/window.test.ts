import { describe, expect, it } from 'vitest';
import { SeriesWindow } from './window';

const numbers = (column: Float64Array) => [...column];

describe('a series window', () => {
  it('keeps the newest points only', () => {
    const window = new SeriesWindow(1_000, 3);
    for (let time = 1_000; time <= 9_000; time += 1_000) {
      window.advance(time);
      window.put(1, time, time / 1_000);
    }
    expect(numbers(window.times())).toEqual([7_000, 8_000, 9_000]);
    expect(numbers(window.values(1))).toEqual([7, 8, 9]);
  });

  it('agrees with a plain list over many pushes', () => {
    const window = new SeriesWindow(10, 7);
    const expected: [number, number][] = [];
    for (let n = 0; n < 500; n++) {
      window.advance(n * 10);
      window.put(3, n * 10, n * n);
      expected.push([n * 10, n * n]);
      const tail = expected.slice(-7);
      expect(numbers(window.times())).toEqual(tail.map(([time]) => time));
      expect(numbers(window.values(3))).toEqual(tail.map(([, value]) => value));
    }
  });

  it('opens a gap where ticks are missing', () => {
    const window = new SeriesWindow(1_000, 5);
    window.advance(1_000);
    window.put(1, 1_000, 1);
    window.advance(4_000);
    window.put(1, 4_000, 4);
    expect(numbers(window.values(1))).toEqual([1, NaN, NaN, 4]);
  });

  it('forgets everything after a gap longer than itself', () => {
    const window = new SeriesWindow(1_000, 3);
    window.advance(1_000);
    window.put(1, 1_000, 1);
    window.advance(100_000);
    expect(numbers(window.times())).toEqual([98_000, 99_000, 100_000]);
    expect(window.isBlank(1)).toBe(true);
  });

  it('has no values of a series before it began', () => {
    const window = new SeriesWindow(1_000, 4);
    window.advance(1_000);
    window.advance(2_000);
    window.put(9, 2_000, 5);
    expect(numbers(window.values(9))).toEqual([NaN, 5]);
  });

  it('keeps the end of a snapshot that is too long', () => {
    const window = new SeriesWindow(1_000, 2);
    window.reset(0, 5);
    window.put(1, 1_000, 1);
    window.put(1, 4_000, 4);
    expect(numbers(window.times())).toEqual([3_000, 4_000]);
    expect(numbers(window.values(1))).toEqual([NaN, 4]);
  });
});
