import { describe, expect, it } from 'vitest';
import { FIRST_PLACE, onward, type Place, placeOf } from './paging';

describe('onward', () => {
  it('shows more of the same until a page has enough to draw', () => {
    let place: Place = FIRST_PLACE;
    const limits = [place.limit];
    while (limits.length < 5) {
      place = onward(place, place.limit, 'x');
      limits.push(place.limit);
    }
    expect(limits).toEqual([200, 400, 600, 800, 1_000]);
    expect(place.before).toBe('');
  });

  it('goes on behind the last row when the page is full', () => {
    expect(onward({ before: '', limit: 1_000 }, 1_000, 'x')).toEqual({ before: 'x', limit: 200 });
  });

  it('goes on where the server stopped when a filter left fewer than asked for', () => {
    expect(onward(FIRST_PLACE, 3, 'x')).toEqual({ before: 'x', limit: 200 });
  });
});

describe('placeOf', () => {
  it('names a row only where there is one', () => {
    expect(placeOf(FIRST_PLACE)).toEqual({ limit: '200' });
    expect(placeOf({ before: '7', limit: 200 })).toEqual({ limit: '200', before: '7' });
  });
});
