import { afterEach, describe, expect, it } from 'vitest';
import { inputText, parseMoment, resolve } from './range';
import { boardZone, chosenZone, momentOf, wallClock, zone, zoneOf } from './zone';

const HOUR = 3_600_000;

afterEach(() => {
  chosenZone.value = '';
  boardZone.value = '';
});

describe('a time zone', () => {
  it('is the chosen one, else the one of the board', () => {
    boardZone.value = 'Asia/Tokyo';
    expect(zone.value).toBe('Asia/Tokyo');
    chosenZone.value = 'UTC';
    expect(zone.value).toBe('UTC');
  });

  it('is read as boards write it', () => {
    expect(
      ['utc', 'UTC', 'browser', '', undefined, 'Europe/Rom', 'Europe/Rome'].map(zoneOf),
    ).toEqual(['UTC', 'UTC', '', '', '', '', 'Europe/Rome']);
  });

  it.each([
    ['UTC', '2026-07-01 12:00:00'],
    ['Europe/Berlin', '2026-07-01 14:00:00'],
    ['Asia/Kathmandu', '2026-07-01 17:45:00'],
    ['America/St_Johns', '2026-07-01 09:30:00'],
  ])('writes and reads moments of %s', (name, text) => {
    chosenZone.value = name;
    const moment = Date.UTC(2026, 6, 1, 12);
    expect(inputText(moment)).toBe(text);
    expect(parseMoment(text, 0)).toBe(moment);
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'finds every hour of a year in %s again',
    (name) => {
      chosenZone.value = name;
      const lost: string[] = [];
      for (let moment = Date.UTC(2026, 0, 1); moment < Date.UTC(2027, 0, 1); moment += HOUR) {
        const wall = wallClock(moment).getTime();
        const found = momentOf(wall);
        // Of an hour that comes twice the first one is found.
        if (found > moment || wallClock(found).getTime() !== wall) lost.push(inputText(moment));
      }
      expect(lost).toEqual([]);
    },
  );

  it('goes on from before where summer time leaves an hour out', () => {
    chosenZone.value = 'America/New_York';
    expect(inputText(parseMoment('2026-03-08 02:30', 0)!)).toBe('2026-03-08 03:30:00');
    chosenZone.value = 'Europe/Berlin';
    expect(inputText(parseMoment('2026-03-29 02:30', 0)!)).toBe('2026-03-29 03:30:00');
  });

  it('says where days begin', () => {
    chosenZone.value = 'Asia/Tokyo';
    const now = Date.UTC(2026, 6, 1, 16);
    expect(parseMoment('now/d', now)).toBe(Date.UTC(2026, 6, 1, 15));
    expect(parseMoment('now/h', now)).toBe(now);
    expect(resolve({ from: 'now/d', to: 'now/d' }, now)).toEqual({
      from: Date.UTC(2026, 6, 1, 15),
      to: Date.UTC(2026, 6, 2, 15),
    });
  });

  it('keeps a day back at the same time of day when summer time ends in between', () => {
    chosenZone.value = 'Europe/Berlin';
    const now = parseMoment('2026-10-25 12:00', 0)!;
    expect(now - parseMoment('now-1d', now)!).toBe(25 * HOUR);
    expect(now - parseMoment('now-24h', now)!).toBe(24 * HOUR);
  });
});
