import { describe, expect, it } from 'vitest';
import type { Rule } from './api';
import { isWanted } from './search';

const rule = (state: string, health = 'ok') => ({ state, health }) as Rule;

describe('isWanted', () => {
  it('finds rules by a part of their name or of the name of their group', () => {
    const all = (text: string) =>
      isWanted({ text, state: 'all' }, 'Disks', 'Full', rule('x'), false);
    expect([all(''), all(' dis'), all('ULL'), all('cpu')]).toEqual([true, true, true, false]);
  });

  it('finds rules by what became of them', () => {
    const found = (state: 'firing' | 'pending' | 'unhealthy' | 'paused') =>
      [rule('firing'), rule('pending'), rule('inactive', 'err'), undefined].map((each) =>
        isWanted({ text: '', state }, 'g', 'r', each, false),
      );
    expect(found('firing')).toEqual([true, false, false, false]);
    expect(found('pending')).toEqual([false, true, false, false]);
    expect(found('unhealthy')).toEqual([false, false, true, true]);
    expect(found('paused')).toEqual([false, false, false, false]);
    expect(isWanted({ text: '', state: 'paused' }, 'g', 'r', undefined, true)).toBe(true);
    expect(isWanted({ text: '', state: 'unhealthy' }, 'g', 'r', undefined, true)).toBe(false);
  });
});
