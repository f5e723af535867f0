import { describe, expect, it } from 'vitest';
import { lengthText } from './length';

describe('lengthText', () => {
  it.each([
    [0, '0 s'],
    [42, '42 s'],
    [60, '1 min'],
    [3_905, '1 h 5 min'],
    [3_605, '1 h'],
    [200_000, '2 d 7 h'],
  ])('says %d seconds as %s', (seconds, text) => expect(lengthText(seconds)).toBe(text));
});
