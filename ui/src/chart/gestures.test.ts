import { describe, expect, it } from 'vitest';
import { moved, zoomed } from './gestures';

describe('zoomed', () => {
  it('keeps what is under the pointer where it is', () => {
    const [from, to] = zoomed([0, 100_000], 0.25, -300);
    expect(from + (to - from) * 0.25).toBeCloseTo(25_000);
    expect(to - from).toBeLessThan(100_000);
  });

  it('comes back by turning back', () => {
    const [from, to] = zoomed(zoomed([1_000, 61_000], 0.7, 180), 0.7, -180);
    expect(from).toBeCloseTo(1_000);
    expect(to).toBeCloseTo(61_000);
  });

  it('stops at the shortest span', () => {
    const [from, to] = zoomed([0, 6_000], 0.5, -10_000);
    expect(to - from).toBe(5_000);
  });
});

describe('moved', () => {
  it('moves by a share of the length', () => {
    expect(moved([100, 200], -0.5, 1_000)).toEqual([50, 150]);
  });

  it('does not go beyond the latest moment', () => {
    expect(moved([100, 200], 3, 220)).toEqual([120, 220]);
  });

  it('stays where it is if it is there already', () => {
    expect(moved([100, 200], 1, 150)).toEqual([100, 200]);
  });
});
