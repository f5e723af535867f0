import { expect, it } from 'vitest';
import { nextBoard } from './rotation';

it('goes round', () => {
  expect(nextBoard(['a', 'b'], '/d/a')).toBe('b');
  expect(nextBoard(['a', 'b'], '/d/b')).toBe('a');
  expect(nextBoard(['a', 'b'], '/')).toBe('a');
  expect(nextBoard([], '/d/a')).toBeNull();
});
