import { describe, expect, it } from 'vitest';
import type { BarChart } from './bars';
import { BarPlot } from './plot';

const SIZE = { width: 400, height: 200 };
const PLAIN = { turn: 0, longest: 24 };

function chart(values: readonly number[], more: Partial<BarChart> = {}): BarChart {
  return {
    categories: values.map((_, index) => `c${index}`),
    series: [{ name: 's', color: 'red', values, format: String }],
    arrangement: 'beside',
    groupShare: 0.7,
    barShare: 1,
    unit: 'short',
    omitted: 0,
    ...more,
  };
}

describe('a picture of bars', () => {
  it('draws upright bars from the zero line up', () => {
    const plot = new BarPlot(chart([10, 5]), SIZE, false, PLAIN);
    const [high, low] = plot.bars.map((bar) => plot.boxOf(bar));
    const bottom = plot.area.y + plot.area.height;
    expect(high.y).toBeCloseTo(plot.area.y);
    expect(high.height).toBeCloseTo(2 * low.height);
    expect(low.y + low.height).toBeCloseTo(bottom);
    expect(low.x).toBeGreaterThan(high.x + high.width);
  });

  it('draws bars across from the left', () => {
    const plot = new BarPlot(chart([10, 5]), SIZE, true, PLAIN);
    const [long, short] = plot.bars.map((bar) => plot.boxOf(bar));
    expect(long.x).toBe(plot.area.x);
    expect(long.width).toBeCloseTo(2 * short.width);
    expect(short.y).toBeGreaterThan(long.y + long.height);
  });

  it('knows which category lies under the pointer', () => {
    const plot = new BarPlot(chart([1, 2, 3, 4]), SIZE, false, PLAIN);
    const { x, y, width } = plot.roomOf(2);
    expect(plot.categoryAt(x + width / 2, y + 1)).toBe(2);
    expect(plot.categoryAt(0, 0)).toBeNull();
  });

  it('leaves out names that would run into each other, and cuts long ones', () => {
    const many = chart(Array.from({ length: 60 }, (_, index) => index));
    const names = new BarPlot(many, SIZE, false, PLAIN).names.map(({ text }) => text);
    expect(names.length).toBeLessThan(25);
    expect(names[0]).toBe('c0');
    const long = chart([1], { categories: ['a very long name'] });
    const [cut] = new BarPlot(long, SIZE, true, { turn: 0, longest: 6 }).names;
    expect(cut.text).toBe('a ver…');
  });

  it('writes the edges of the pieces of a scale between them', () => {
    const pieces = chart([1, 2], { edges: ['0', '5', '10'] });
    const { names, area } = new BarPlot(pieces, SIZE, false, PLAIN);
    expect(names.map(({ text }) => text)).toEqual(['0', '5', '10']);
    expect(names[0].x).toBeCloseTo(area.x);
    expect(names[2].x).toBeCloseTo(area.x + area.width);
  });

  it.each([7, 10, 60])('writes no name beyond its end, of %d', (count) => {
    const categories = Array.from({ length: count }, (_, index) => `07:35:${10 + index}`);
    const times = chart(Array<number>(count).fill(1), { categories });
    const { names } = new BarPlot(times, SIZE, false, PLAIN);
    const half = (8 * 6.8) / 2;
    expect(names.at(-1)!.x + half).toBeLessThanOrEqual(SIZE.width);
    const gaps = names.slice(1).map(({ x }, index) => x - names[index].x);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 * half);
  });

  it('writes a value only where there is room, or where it has to', () => {
    const plot = new BarPlot(chart(Array<number>(80).fill(1)), SIZE, false, PLAIN);
    expect(plot.valueLabel(plot.bars[0], '1,000', false)).toBeNull();
    expect(plot.valueLabel(plot.bars[0], '1,000', true)).not.toBeNull();
  });
});
