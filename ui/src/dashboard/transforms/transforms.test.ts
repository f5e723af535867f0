import { describe, expect, it } from 'vitest';
import { testFrame } from '../testing';
import { type Table, frameOfTables, rowCount, tablesOf } from './table';
import { transform } from './transforms';

const frame = testFrame(
  [{ job: 'a', host: '1' }, [1, 2]],
  [{ job: 'b', host: '2' }, [3, NaN]],
  [{ job: 'a', host: '1' }, [10, 20], 'B'],
);
const TABLE = { format: 'table' } as const;
const QUERIES = [
  { ref: 'A', expr: 'a', ...TABLE },
  { ref: 'B', expr: 'b', ...TABLE },
];
const instant = tablesOf(frame, QUERIES, true);
const series = tablesOf(frame, [{ ref: 'A', expr: 'a', legend: '{{job}}' }], false);

const run = (tables: readonly Table[], kind: string, options = {}) =>
  transform(tables, [{ kind, options }]).tables;
const cells = ({ columns }: Table) =>
  Object.fromEntries(columns.map(({ name, values }) => [name, [...values]]));

it('makes a row of each newest value', () => {
  expect(cells(instant[0])).toEqual({
    Time: [2_000, 2_000],
    host: ['1', '2'],
    job: ['a', 'b'],
    'Value #A': [2, 3],
  });
});

it('makes a table of each series, and series of tables again', () => {
  expect(series.map(({ columns }) => columns.map(({ name }) => name))).toEqual([
    ['Time', 'a'],
    ['Time', 'b'],
  ]);
  expect(frameOfTables(series, frame)!.series.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(frameOfTables(instant, testFrame([{}, [1, 2, 3]]))).toBeNull();
});

describe('transform', () => {
  it('merges rows that agree in their texts', () => {
    expect(cells(run(instant, 'merge')[0])).toMatchObject({
      job: ['a', 'b'],
      'Value #A': [2, 3],
      'Value #B': [20, NaN],
    });
  });

  it('hides, orders and renames columns', () => {
    const options = {
      excludeByName: { Time: true },
      indexByName: { job: 0, host: 1 },
      renameByName: { 'Value #A': 'now' },
    };
    expect(run(instant, 'organize', options)[0].columns.map(({ name }) => name)).toEqual([
      'job',
      'host',
      'now',
    ]);
  });

  it('renames by pattern but for the times', () => {
    const renamed = run(series, 'renameByRegex', { regex: '(.)', renamePattern: 'job $1' });
    expect(renamed[0].columns.map(({ name }) => name)).toEqual(['Time', 'job a']);
  });

  it('filters columns by name and pattern', () => {
    const options = { include: { names: ['job'], pattern: '/^Value/' } };
    expect(Object.keys(cells(run(instant, 'filterFieldsByName', options)[0]))).toEqual([
      'job',
      'Value #A',
    ]);
  });

  it('groups rows', () => {
    const fields = {
      job: { operation: 'groupby' },
      Value: { operation: 'aggregate', aggregations: ['sum', 'count'] },
    };
    const range = tablesOf(frame, [{ ref: 'A', expr: 'a', ...TABLE }], false);
    expect(cells(run(range, 'groupBy', { fields })[0])).toEqual({
      job: ['a', 'b'],
      'Value (sum)': [3, 3],
      'Value (count)': [2, 1],
    });
  });

  it('joins tables by their times', () => {
    const [joined, ...others] = run(series, 'joinByField', { byField: 'Time' });
    expect(others).toEqual([]);
    expect(cells(joined)).toEqual({ Time: [1_000, 2_000], a: [1, 2], b: [3, NaN] });
  });

  it('sorts rows, absent values last', () => {
    const sorted = run(run(instant, 'merge'), 'sortBy', {
      sort: [{ field: 'Value #B', desc: true }],
    });
    expect(cells(sorted[0])['Value #B']).toEqual([20, NaN]);
    const up = run(instant, 'sortBy', { sort: [{ field: 'job', desc: true }] });
    expect(cells(up[0]).job).toEqual(['b', 'a']);
  });

  it('reduces series to rows of figures', () => {
    expect(cells(run(series, 'reduce', { reducers: ['max', 'lastNotNull'] })[0])).toEqual({
      Field: ['a', 'b'],
      Max: [2, 3],
      'Last *': [2, 3],
    });
  });

  it('adds calculated columns', () => {
    const options = {
      mode: 'binary',
      alias: 'share',
      binary: { left: 'a', operator: '/', right: '2' },
    };
    expect(cells(run(series, 'calculateField', options)[0]).share).toEqual([0.5, 1]);
    const joined = run(series, 'joinByField', { byField: 'Time' });
    expect(cells(run(joined, 'calculateField')[0]).Total).toEqual([4, 2]);
  });

  it('makes columns of labels', () => {
    expect(cells(run(series, 'labelsToFields')[0])).toEqual({
      Time: [1_000, 2_000, 1_000, 2_000],
      job: ['a', 'a', 'b', 'b'],
      host: ['1', '1', '2', '2'],
      Value: [1, 2, 3, NaN],
    });
  });

  it('filters rows by value and limits them', () => {
    const filters = [{ fieldName: 'Value #A', config: { id: 'greater', options: { value: 2 } } }];
    expect(cells(run(instant, 'filterByValue', { filters })[0]).job).toEqual(['b']);
    expect(rowCount(run(instant, 'limit', { limitField: 1 })[0])).toBe(1);
  });

  it('passes through what it does not know, and says so', () => {
    const { tables, unknown } = transform(instant, [{ kind: 'heatmap' }]);
    expect(tables).toBe(instant);
    expect(unknown).toEqual(['heatmap']);
  });

  it('leaves out what is switched off', () => {
    expect(transform(instant, [{ kind: 'merge', disabled: true }]).tables).toBe(instant);
  });
});
