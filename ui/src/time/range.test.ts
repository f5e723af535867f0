import { describe, expect, it } from 'vitest';
import {
  absolute,
  inputText,
  momentText,
  parseMoment,
  resolve,
  shift,
  trailingSpan,
  zoomOut,
} from './range';

const NOW = new Date(2026, 2, 11, 14, 35, 20, 250).getTime();
const local = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(...parts).getTime();

describe('parseMoment', () => {
  it('reads now and offsets from it', () => {
    expect(parseMoment('now', NOW)).toBe(NOW);
    expect(parseMoment('now-90s', NOW)).toBe(NOW - 90_000);
    expect(parseMoment('now+5m', NOW)).toBe(NOW + 300_000);
    expect(parseMoment('now-1d+2h', NOW)).toBe(local(2026, 2, 10, 16, 35, 20) + 250);
  });

  it('rounds down to the beginning of a unit', () => {
    expect(parseMoment('now/m', NOW)).toBe(local(2026, 2, 11, 14, 35));
    expect(parseMoment('now/h', NOW)).toBe(local(2026, 2, 11, 14));
    expect(parseMoment('now/d', NOW)).toBe(local(2026, 2, 11));
    expect(parseMoment('now-1d/d', NOW)).toBe(local(2026, 2, 10));
    expect(parseMoment('now/M', NOW)).toBe(local(2026, 2, 1));
    expect(parseMoment('now/y', NOW)).toBe(local(2026, 0, 1));
  });

  it('begins weeks on Monday', () => {
    expect(parseMoment('now/w', NOW)).toBe(local(2026, 2, 9));
  });

  it('goes by the calendar for days and longer', () => {
    const endOfMarch = local(2026, 2, 31, 12);
    expect(parseMoment('now-1y', endOfMarch)).toBe(local(2025, 2, 31, 12));
    expect(parseMoment('now-1w', NOW)).toBe(local(2026, 2, 4, 14, 35, 20) + 250);
    expect(parseMoment('now-1M', endOfMarch)).toBe(local(2026, 1, 28, 12));
  });

  it('reads milliseconds, seconds and local dates', () => {
    expect(parseMoment('1767225600000', NOW)).toBe(1_767_225_600_000);
    expect(parseMoment('1767225600', NOW)).toBe(1_767_225_600_000);
    expect(parseMoment('2026-03-01', NOW)).toBe(local(2026, 2, 1));
    expect(parseMoment('2026-03-01 12:30', NOW)).toBe(local(2026, 2, 1, 12, 30));
    expect(parseMoment('2026-03-01T12:30:00Z', NOW)).toBe(Date.UTC(2026, 2, 1, 12, 30));
  });

  it.each(['', 'yesterday', 'now-', 'now-5', 'now-5x', 'now/q', '2026-13-01', '12:30'])(
    'refuses %j',
    (text) => {
      expect(parseMoment(text, NOW)).toBeNull();
    },
  );
});

describe('a time range', () => {
  it('is refused when it ends before it begins', () => {
    expect(resolve({ from: 'now', to: 'now-5m' }, NOW)).toBeNull();
    expect(resolve({ from: 'now', to: 'now' }, NOW)).toBeNull();
  });

  it('is a whole day, month or year from its beginning to itself', () => {
    expect(resolve({ from: 'now-1d/d', to: 'now-1d/d' }, NOW)).toEqual({
      from: local(2026, 2, 10),
      to: local(2026, 2, 11),
    });
    expect(resolve({ from: 'now/M', to: 'now/M' }, NOW)).toEqual({
      from: local(2026, 2, 1),
      to: local(2026, 3, 1),
    });
  });

  it('names the year of moments in another one', () => {
    const within = { from: local(2021, 5, 1), to: local(2021, 5, 2) };
    expect(momentText(within.from, within)).toContain('2021');
    const now = Date.now();
    const year = String(new Date(now).getFullYear());
    expect(momentText(now, { from: now - 60_000, to: now })).not.toContain(year);
  });

  it('trails the clock only if it ends at now', () => {
    expect(trailingSpan({ from: 'now-6h', to: 'now' })).toBe(21_600_000);
    expect(trailingSpan({ from: 'now-6h', to: 'now-1h' })).toBeNull();
    expect(trailingSpan({ from: 'now/d', to: 'now' })).toBeNull();
  });

  it('zooms out to twice its span, not past now', () => {
    expect(zoomOut(absolute(NOW - 300_000, NOW), NOW)).toEqual(absolute(NOW - 600_000, NOW));
    expect(zoomOut(absolute(1_000_000_000_000, 1_000_000_060_000), NOW)).toEqual(
      absolute(999_999_970_000, 1_000_000_090_000),
    );
  });

  it('shifts by half its span, not past now', () => {
    const range = absolute(NOW - 1_000_000, NOW - 900_000);
    expect(shift(range, -1, NOW)).toEqual(absolute(NOW - 1_050_000, NOW - 950_000));
    expect(shift(absolute(NOW - 100_000, NOW), 1, NOW)).toEqual(absolute(NOW - 100_000, NOW));
  });

  it('is written for the inputs so that they read it back', () => {
    const moment = local(2026, 6, 4, 9, 5, 7);
    expect(parseMoment(inputText(moment), NOW)).toBe(moment);
  });
});
