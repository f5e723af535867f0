import { describe, expect, it } from 'vitest';
import { cronWords, weeklyCron, WEEKDAYS } from './weekly';

describe('weeklyCron', () => {
  it('names the days in the order of the week', () =>
    expect(weeklyCron(new Set(['sun', 'sat']), '22:05')).toBe('5 22 * * sat,sun'));

  it('has a star for all days', () =>
    expect(weeklyCron(new Set(WEEKDAYS), '00:00')).toBe('0 0 * * *'));
});

describe('cronWords', () => {
  it.each([
    ['5 22 * * sat,sun', 'Sat, Sun at 22:05'],
    ['0 3 * * *', 'every day at 03:00'],
    ['0 3 1 * *', '0 3 1 * *'],
    ['0 3 * * 1-5', '0 3 * * 1-5'],
  ])('says %s as %s', (cron, words) => expect(cronWords(cron)).toBe(words));
});
