import { describe, expect, it } from 'vitest';
import { youngOf } from './young';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_700_000_000_000;
const last = (millis: number) => ({ from: NOW - millis, to: NOW });

describe('data that are younger than a range', () => {
  it('are offered with the shortest range that has them all', () => {
    const began = NOW - 12.5 * MINUTE;
    expect(youngOf(last(24 * HOUR), began, NOW)).toEqual({
      since: began,
      range: { from: 'now-15m', to: 'now' },
    });
    const range = (ago: number) => youngOf(last(240 * HOUR), NOW - ago, NOW)?.range.from;
    expect(range(20_000)).toBe('now-5m');
    expect(range(2.5 * HOUR)).toBe('now-3h');
    expect(range(50 * HOUR)).toBe('now-3d');
  });

  it('are no matter where they fill half of it, or nobody has seen any', () => {
    expect(youngOf(last(24 * HOUR), NOW - 13 * HOUR, NOW)).toBeNull();
    expect(youngOf(last(24 * HOUR), Infinity, NOW)).toBeNull();
  });

  it('are no matter in a short range, which begins with them', () => {
    expect(youngOf(last(15 * MINUTE), NOW - MINUTE, NOW)).toBeNull();
  });

  it('may begin behind all that is shown', () => {
    const yesterday = { from: NOW - 48 * HOUR, to: NOW - 24 * HOUR };
    expect(youngOf(yesterday, NOW - HOUR, NOW)?.range.from).toBe('now-62m');
  });
});
