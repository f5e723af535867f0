import { describe, expect, it } from 'vitest';
import { everyDay } from './days';

const at = (day: string) => new Date(`${day}T12:00:00`).getTime() / 1_000;

describe('everyDay', () => {
  it('counts days without incidents as none', () => {
    const counts = [{ day: '2026-03-02', count: 3 }];
    expect(everyDay(counts, at('2026-03-01'), at('2026-03-03'))).toEqual([
      { day: '2026-03-01', count: 0 },
      { day: '2026-03-02', count: 3 },
      { day: '2026-03-03', count: 0 },
    ]);
  });

  it('counts by the week where there would be too many bars', () => {
    const counts = [
      { day: '2026-01-01', count: 2 },
      { day: '2026-01-07', count: 3 },
      { day: '2026-01-08', count: 1 },
    ];
    const weeks = everyDay(counts, at('2026-01-01'), at('2026-06-30'));
    expect(weeks.slice(0, 2).map(({ count }) => count)).toEqual([5, 1]);
    expect(weeks.length).toBe(26);
  });
});
