import { describe, expect, it } from 'vitest';
import { testFrame, testPalette, testScope } from '../../testing';
import { figuresOf } from '../figures';
import { slicesOf } from './slices';

function slices(values: readonly number[]) {
  const frame = testFrame(...values.map((value, part) => [{ part: `${part}` }, [value]] as const));
  const panel = { kind: 'pie', queries: [{ ref: 'A', expr: 'x', legend: '{{part}}' }] } as const;
  return slicesOf(figuresOf(panel, frame, testScope(), testPalette()));
}

describe('slicesOf', () => {
  it('has the largest first, and leaves out what is no part', () => {
    const shown = slices([1, 3, 0, NaN, -2]);
    expect(shown.map(({ name, share }) => [name, share])).toEqual([
      ['1', 0.75],
      ['0', 0.25],
    ]);
    expect(shown.map(({ from, to }) => [from, to])).toEqual([
      [0, 270],
      [270, 360],
    ]);
  });

  it('puts the smallest of a thousand together, so that shares are of the whole', () => {
    const shown = slices([...Array<number>(999).fill(1), 1_001]);
    expect(shown).toHaveLength(30);
    expect(shown[0]).toMatchObject({ name: '999', share: 0.5005 });
    expect(shown[29]).toMatchObject({ name: '971 others', value: 971 });
    expect(shown[29].to).toBeCloseTo(360);
  });
});
