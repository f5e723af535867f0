import { describe, expect, it } from 'vitest';
import { nextOf } from './focus';

describe('nextOf', () => {
  it('goes round at both ends', () => {
    expect(nextOf('ArrowDown', 2, 3)).toBe(0);
    expect(nextOf('ArrowUp', 0, 3)).toBe(2);
    expect(nextOf('ArrowDown', 0, 3)).toBe(1);
    expect(nextOf('End', 0, 3)).toBe(2);
    expect(nextOf('Home', 2, 3)).toBe(0);
  });

  it('comes in from outside at the near end', () => {
    expect(nextOf('ArrowDown', -1, 3)).toBe(0);
    expect(nextOf('ArrowUp', -1, 3)).toBe(2);
  });

  it('leaves other keys, and goes nowhere where there is nothing', () => {
    expect(nextOf('Tab', 0, 3)).toBeNull();
    expect(nextOf('ArrowDown', -1, 0)).toBeNull();
  });
});
