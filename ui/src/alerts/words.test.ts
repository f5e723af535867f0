import { describe, expect, it } from 'vitest';
import { graphAddress, lengthText } from './words';

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

describe('graphAddress', () => {
  it('shows the expression of an alert around its time', () => {
    const link = 'http://muninn.example.org/graph?g0.expr=up%20%3D%3D%200&g0.tab=1';
    expect(graphAddress(link, 10, 20)).toBe('/explore?expr=up+%3D%3D+0&from=10000&to=20000');
  });

  it('knows alerts that name no expression', () => {
    expect(graphAddress('', 10, 20)).toBeNull();
    expect(graphAddress('http://other.example.org/', 10, 20)).toBeNull();
  });
});
