import { afterEach, describe, expect, it } from 'vitest';
import { inputText, parseMoment } from '../time/range';
import { chosenZone } from '../time/zone';
import { ticksEvery, timeLabel, timeTicks, valueAxis } from './axes';
import type { Palette } from './palette';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterEach(() => {
  chosenZone.value = '';
});

describe('ticks of a time axis', () => {
  it('stand at round hours before and after summer time begins', () => {
    chosenZone.value = 'Europe/Berlin';
    const from = parseMoment('2026-03-28 18:00', 0)!;
    const times = ticksEvery(3 * HOUR, from, parseMoment('2026-03-29 12:00', 0)!);
    expect(times.map((time) => timeLabel(time, 3 * HOUR))).toEqual([
      '18:00',
      '21:00',
      expect.stringContaining('29'),
      '03:00',
      '06:00',
      '09:00',
      '12:00',
    ]);
  });

  it('tell an hour twice that comes twice', () => {
    chosenZone.value = 'Europe/Berlin';
    const from = parseMoment('2026-10-25 01:00', 0)!;
    const times = ticksEvery(HOUR, from, from + 4 * HOUR);
    expect(times.map((time) => timeLabel(time, HOUR))).toEqual([
      '01:00',
      '02:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
  });

  it('stand at the beginning of months and years over long spans, and name the year', () => {
    chosenZone.value = 'Europe/Berlin';
    const to = parseMoment('2026-11-22 10:00', 0)!;
    const { times, increment } = timeTicks(to - 5 * 365 * DAY, to, 12);
    expect(times.map(inputText)).toEqual([
      '2022-01-01 00:00:00',
      '2022-07-01 00:00:00',
      '2023-01-01 00:00:00',
      '2023-07-01 00:00:00',
      '2024-01-01 00:00:00',
      '2024-07-01 00:00:00',
      '2025-01-01 00:00:00',
      '2025-07-01 00:00:00',
      '2026-01-01 00:00:00',
      '2026-07-01 00:00:00',
    ]);
    expect(timeLabel(times[0], increment)).toContain('2022');
  });

  it('are none where no step is long enough', () => {
    expect(ticksEvery(0, 0, 1e14)).toEqual([]);
  });

  it('begin weeks on Monday', () => {
    chosenZone.value = 'UTC';
    const from = Date.UTC(2026, 10, 1);
    const times = ticksEvery(7 * DAY, from, from + 30 * DAY);
    expect(times.map((time) => new Date(time).getUTCDay())).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('an axis of values', () => {
  const steps = (unit: string) =>
    valueAxis({} as Palette, { unit, hasZero: true }, 'y', false).incrs;

  it('has ticks at round lengths of time', () => {
    expect(steps('s')).toEqual(expect.arrayContaining([0.5, 30, 900, 21_600, 86_400]));
    expect(steps('ms')).toEqual(expect.arrayContaining([500, 30_000, 900_000]));
    expect(steps('s')).not.toContain(20_000_000);
  });

  it('has ticks at powers of two for bytes, and the usual ones for other units', () => {
    expect(steps('bytes')).toContain(1_024);
    expect(steps('reqps')).toBeUndefined();
  });
});
