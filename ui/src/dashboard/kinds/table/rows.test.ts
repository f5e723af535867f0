import { expect, it } from 'vitest';
import type { Panel } from '../../model';
import { testFrame, testPalette, testScope } from '../../testing';
import { arrangeRows, rowMacros, shownCell, shownTable } from './rows';

const scope = testScope();
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
const { columns } = shownTable(panel, frame, scope);

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
  const { columns: shown } = shownTable(series, frame, scope);
  expect(shown.map(({ title }) => title)).toEqual(['Series', 'Value']);
  expect(shown[0].column.values).toEqual(['b', 'a', 'c']);
});

it('names the cells of a row for its links', () => {
  expect(rowMacros(columns, 1)).toMatchObject({ '__data.fields.job': 'a', '__value.raw': 'a' });
});

it('shows the first of a thousand series over time, and says how many more there are', () => {
  const many = testFrame(
    ...Array.from({ length: 1_000 }, (_, line) => {
      return [{ line: `${line}` }, [line, line + 1]] as const;
    }),
  );
  const { columns: shown, omitted } = shownTable(
    { kind: 'table', queries: [{ ref: 'A', expr: 'x', legend: '{{line}}' }] },
    many,
    scope,
  );
  expect(shown.map(({ title }) => title).slice(0, 3)).toEqual(['Time', '0', '1']);
  expect(shown).toHaveLength(61);
  expect(omitted).toBe(940);
  expect(shown[2].column.values).toEqual([1, 2]);
});
