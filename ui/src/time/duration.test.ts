import { expect, it } from 'vitest';
import { parseDuration } from './duration';

it.each([
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
  ['$__interval', null],
  ['', null],
  [undefined, null],
])('reads %s', (text, millis) => {
  expect(parseDuration(text)).toBe(millis);
});
