import { describe, expect, it } from 'vitest';
import { axisLabels, format, formatBrief, quantity } from './units';

describe('format', () => {
  it.each([
    [0, 'bytes', '0 B'],
    [1_023, 'bytes', '1023 B'],
    [1_536, 'bytes', '1.50 KiB'],
    [17_179_869_184, 'bytes', '16.0 GiB'],
    [1_500_000, 'Bps', '1.50 MB/s'],
    [999_999, 'Bps', '1.00 MB/s'],
    [0.4567, 'percentunit', '45.7%'],
    [0, 'percentunit', '0%'],
    [1, 'percentunit', '100%'],
    [99.5, 'percent', '99.5%'],
    [1_312, 'short', '1.31 k'],
    [42, 'short', '42'],
    [3.5, 'none', '3.50'],
    [-12_500, 'short', '−12.5 k'],
    [7, 'parrots', '7 parrots'],
    [21.456, 'celsius', '21.5°C'],
  ])('writes %d %s as %s', (value, unit, text) => {
    expect(format(value, unit)).toBe(text);
  });

  it.each([
    [0.000_000_25, 's', '250 ns'],
    [0.0042, 's', '4.20 ms'],
    [59, 's', '59.0 s'],
    [5_400, 's', '1.50 h'],
    [1_500, 'ms', '1.50 s'],
    [0, 'ms', '0 s'],
  ])('chooses the length of time for %d %s', (value, unit, text) => {
    expect(format(value, unit)).toBe(text);
  });

  it.each([
    [45, '45 s'],
    [192, '3 min 12 s'],
    [900, '15 min'],
    [2_841, '47 min'],
    [14_400, '4 h'],
    [604_800, '7 d'],
    [3_725, '1 h 2 min'],
    [90_061, '1 d 1 h'],
    [100 * 86_400, '100 d'],
  ])('spells out %d seconds', (seconds, text) => {
    expect(format(seconds, 'dtdurations')).toBe(text);
  });

  it('shows what is no number', () => {
    expect(format(NaN, 'bytes')).toBe('–');
    expect(format(Infinity, 'bytes')).toBe('∞');
    expect(format(-Infinity, 'bytes')).toBe('−∞');
  });

  it('keeps to given decimals', () => {
    expect(format(0.40712, 'none', 2)).toBe('0.41');
    expect(format(-0.001, 'none', 2)).toBe('0.00');
  });
});

it.each([
  [1_536, 'bytes', '1.5 KiB'],
  [56_800_000, 'Bps', '57 MB/s'],
  [0.123, 'percentunit', '12%'],
  [0.0042, 's', '4.2 ms'],
  [8, 'none', '8'],
  [3.456, 'none', '3.5'],
  [NaN, 'bytes', '–'],
])('writes %d %s briefly as %s', (value, unit, brief) => {
  expect(formatBrief(value, unit)).toBe(brief);
});

it('parts the number from its unit', () => {
  expect(quantity(8_160_437_862, 'bytes')).toEqual({ number: '7.60', unit: 'GiB' });
});

describe('axis labels', () => {
  it('share one scale', () => {
    expect(axisLabels([0, 500_000, 1_000_000], 'Bps')).toEqual(['0', '0.5 MB/s', '1.0 MB/s']);
  });

  it('have just enough decimals to differ', () => {
    expect(axisLabels([0, 0.25, 0.5], 'none')).toEqual(['0', '0.25', '0.50']);
    expect(axisLabels([0, 0.2, 0.4], 'percentunit')).toEqual(['0%', '20%', '40%']);
    expect(axisLabels([0, 0.002, 0.004], 's')).toEqual(['0', '2 ms', '4 ms']);
  });
});

describe('units of dashboards', () => {
  it.each([
    [2_048, 'kbytes', '2.00 MiB'],
    [1.5, 'MBs', '1.50 MB/s'],
    [90_061, 'dtdhms', '1 d 01:01:01'],
    [1, 'bool_yes_no', 'Yes'],
    [0, 'bool_on_off', 'Off'],
    [255, 'hex', 'FF'],
    [255, 'hex0x', '0xFF'],
    [12_300, 'sci', '1.23e+4'],
    [1_200, 'currencyUSD', '$1.20k'],
    [3, 'prefix:#', '#3'],
    [3, 'suffix: rows', '3 rows'],
    [1_500, 'si:X', '1.50 kX'],
    [7, 'rows/s', '7 rows/s'],
  ])('writes %d as %s', (value, unit, text) => {
    expect(format(value, unit)).toBe(text);
  });

  it('writes moments', () => {
    expect(format(Date.UTC(2026, 2, 1, 12), 'dateTimeAsIso')).toMatch(/^2026-03-01 \d\d:\d\d:00$/);
    expect(format(Date.now() - 3_600_000, 'dateTimeFromNow')).toContain('ago');
  });

  it('scales an axis of a unit that is so many of another', () => {
    expect(axisLabels([0, 512, 1_024], 'kbytes')).toEqual(['0', '0.5 MiB', '1.0 MiB']);
  });
});
