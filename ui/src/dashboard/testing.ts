import { signal } from '@preact/signals';
import type { Palette } from '../chart/palette';
import type { Frame, Series } from '../data/frame';
import { BoardScope } from './scope';
import { VariableSet } from './variables/set';

/** For tests: colours that can be told apart by their numbers. */
export function testPalette(): Palette {
  return {
    series: Array.from({ length: 10 }, (_, slot) => `rgb(0, 0, ${slot * 10 + 10})`),
    limit: 'rgb(9, 9, 9)',
    grid: 'rgb(1, 1, 1)',
    axis: 'rgb(2, 2, 2)',
    text: 'rgb(3, 3, 3)',
    good: 'rgb(0, 200, 0)',
    warn: 'rgb(200, 200, 0)',
    bad: 'rgb(255, 0, 0)',
    surface: 'rgb(255, 255, 255)',
    font: 'sans-serif',
  };
}

/** For tests: a frame whose rows are a second apart. */
export function testFrame(
  ...series: readonly (readonly [Record<string, string>, readonly number[], string?])[]
): Frame {
  const rows = Math.max(0, ...series.map(([, values]) => values.length));
  return {
    step: 1_000,
    times: Float64Array.from({ length: rows }, (_, row) => (row + 1) * 1_000),
    series: series.map(([labels, values, ref = 'A'], id): Series => {
      return { id, ref, labels, values: Float64Array.from(values), isLiving: true };
    }),
  };
}

/** For tests: the scope of a board without variables. */
export function testScope(): BoardScope {
  const set = new VariableSet([], {
    addressed: () => [],
    address: () => {},
    interval: () => ({ from: 0, to: 1 }),
    lookUp: () => Promise.resolve([]),
  });
  return new BoardScope(set, signal(1_000));
}
