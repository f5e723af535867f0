import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { Panel } from '../../model';
import { BoardScope } from '../../scope';
import { testFrame, testPalette } from '../../testing';
import { VariableSet } from '../../variables/set';
import { arrangeRows, columnsOf, rowMacros, shownCell } from './rows';

const scope = new BoardScope(
  new VariableSet([], {
    addressed: () => [],
    address: () => {},
    interval: () => ({ from: 0, to: 1 }),
    lookUp: () => Promise.resolve([]),
  }),
  signal(1_000),
);
const panel: Panel = {
  kind: 'table',
  queries: [{ ref: 'A', expr: 'x', format: 'table', instant: true }],
  field: {
    defaults: {},
    overrides: [
      { match: { kind: 'byName', name: 'Time' }, set: { cell: { hidden: true } } },
      {
        match: { kind: 'byName', name: 'Value' },
        set: { displayName: 'Size', unit: 'bytes' },
      },
    ],
  },
};
const frame = testFrame([{ job: 'b' }, [2_048]], [{ job: 'a' }, [1_024]], [{ job: 'c' }, [NaN]]);
const columns = columnsOf(panel, frame, scope);

it('names and hides columns as overrides say', () => {
  expect(columns.map(({ title }) => title)).toEqual(['job', 'Size']);
});

it('writes cells with their units', () => {
  expect(shownCell(columns[1], 0, testPalette()).text).toBe('2.00 KiB');
});

it('sorts and searches rows', () => {
  expect(arrangeRows(columns, '', { column: 'job', isDown: false })).toEqual([1, 0]);
  expect(arrangeRows(columns, '', { column: 'Size', isDown: true })).toEqual([0, 1]);
  expect(arrangeRows(columns, 'b', null)).toEqual([0]);
});

it('shows the newest values of several series as rows', () => {
  const series: Panel = { kind: 'table', queries: [{ ref: 'A', expr: 'x', instant: true }] };
  const shown = columnsOf(series, frame, scope);
  expect(shown.map(({ title }) => title)).toEqual(['Series', 'Value']);
  expect(shown[0].column.values).toEqual(['b', 'a', 'c']);
});

it('names the cells of a row for its links', () => {
  expect(rowMacros(columns, 1)).toMatchObject({ '__data.fields.job': 'a', '__value.raw': 'a' });
});
