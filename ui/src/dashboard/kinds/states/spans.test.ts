import { expect, it } from 'vitest';
import type { FieldOptions } from '../../model';
import { testFrame, testPalette } from '../../testing';
import { statesOf } from './spans';

const frame = testFrame([{}, [1, 1, 0, NaN, 0]]);
const field: FieldOptions = {
  mappings: [
    { kind: 'value', value: '1', text: 'up', color: 'green' },
    { kind: 'value', value: '0', text: 'down' },
  ],
};
const named = [{ name: 'job', series: frame.series[0], field }];
const states = (isMerged: boolean) =>
  statesOf(named, frame.times, 1_000, isMerged, testPalette())[0].spans.map(
    ({ from, to, text }) => [from, to, text],
  );

it('joins equal states and leaves gaps', () => {
  expect(states(true)).toEqual([
    [1_000, 3_000, 'up'],
    [3_000, 4_000, 'down'],
    [5_000, 6_000, 'down'],
  ]);
});

it('keeps each point of a history', () => {
  expect(states(false)).toHaveLength(4);
});

it('takes colours from mappings', () => {
  const [row] = statesOf(named, frame.times, 1_000, true, testPalette());
  expect(row.spans[0].color).toBe('rgb(0, 200, 0)');
});
