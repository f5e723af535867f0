import { expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy';

it('finds letters in their order only', () => {
  expect(fuzzyScore('cpm', 'CPU by mode')).toBeGreaterThan(0);
  expect(fuzzyScore('mpc', 'CPU by mode')).toBe(0);
});

it('prefers beginnings of words and whole runs', () => {
  const best = ['Theme: light', 'Last 15 minutes', 'Lost packets'].sort(
    (a, b) => fuzzyScore('la', b) - fuzzyScore('la', a),
  )[0];
  expect(best).toBe('Last 15 minutes');
});

it('lets everything through while nothing is typed', () => {
  expect(fuzzyScore('', 'anything')).toBeGreaterThan(0);
});
