import { describe, expect, it } from 'vitest';
import { graphAddress } from './words';

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
