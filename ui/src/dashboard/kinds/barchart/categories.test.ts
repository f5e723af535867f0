import { describe, expect, it } from 'vitest';
import type { Panel } from '../../model';
import { testFrame, testPalette, testScope } from '../../testing';
import { barChartOf } from './categories';

const palette = testPalette();
const scope = testScope();

const NEWEST: Panel = {
  kind: 'barchart',
  queries: [{ ref: 'A', expr: 'x', instant: true, format: 'table' }],
};
const TWO = testFrame([{ job: 'app', path: '/a' }, [1, 5]], [{ job: 'app', path: '/b' }, [2, 7]]);

describe('a bar chart', () => {
  it('has a category for each value of the label that tells the rows apart', () => {
    const { categories, series } = barChartOf(NEWEST, TWO, scope, palette);
    expect(categories).toEqual(['/a', '/b']);
    expect(series.map(({ name, values }) => [name, values])).toEqual([['Value', [5, 7]]]);
  });

  it('takes the categories from the column that is asked for', () => {
    const panel = { ...NEWEST, options: { xField: 'job' } };
    expect(barChartOf(panel, TWO, scope, palette).categories).toEqual(['app', 'app']);
  });

  it('has a category for each moment, and a series for each query, over a range', () => {
    const panel: Panel = { kind: 'barchart', queries: [{ ref: 'A', expr: 'x' }] };
    const { categories, series } = barChartOf(panel, TWO, scope, palette);
    expect(categories).toHaveLength(2);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['/a', [1, 5]],
      ['/b', [2, 7]],
    ]);
  });

  it('puts the newest values of plain series side by side under their names', () => {
    const panel: Panel = { kind: 'barchart', queries: [{ ref: 'A', expr: 'x', instant: true }] };
    const { categories, series } = barChartOf(panel, TWO, scope, palette);
    expect(categories).toEqual(['/a', '/b']);
    expect(series[0].values).toEqual([5, 7]);
  });

  it('keeps the newest moments where there are too many', () => {
    const values = Array.from({ length: 130 }, (_, index) => index);
    const frame = testFrame([{ job: 'app' }, values]);
    const panel: Panel = { kind: 'barchart', queries: [{ ref: 'A', expr: 'x' }] };
    const { categories, series, omitted } = barChartOf(panel, frame, scope, palette);
    expect(categories).toHaveLength(120);
    expect(series[0].values.at(-1)).toBe(129);
    expect(omitted).toBe(10);
  });

  it('colours each bar by its value where thresholds are chosen', () => {
    const steps = [
      { value: null, color: 'green' },
      { value: 6, color: 'red' },
    ];
    const panel: Panel = {
      ...NEWEST,
      field: { defaults: { color: { mode: 'thresholds' }, thresholds: { steps } } },
    };
    const [{ colors }] = barChartOf(panel, TWO, scope, palette).series;
    expect(colors).toEqual(['rgb(0, 200, 0)', 'rgb(255, 0, 0)']);
  });

  it('colours bars by another column', () => {
    const panel: Panel = {
      ...NEWEST,
      options: { xField: 'path', colorByField: 'job' },
      field: {
        overrides: [
          {
            match: { kind: 'byName', name: 'job' },
            set: { mappings: [{ kind: 'value', value: 'app', color: 'yellow' }] },
          },
        ],
      },
    };
    const [{ colors }] = barChartOf(panel, TWO, scope, palette).series;
    expect(colors).toEqual(['rgb(200, 200, 0)', 'rgb(200, 200, 0)']);
  });

  it('stacks, and writes values with their unit', () => {
    const panel: Panel = {
      ...NEWEST,
      options: { stacking: 'percent' },
      field: { defaults: { unit: 'bytes' } },
    };
    const { arrangement, series } = barChartOf(panel, TWO, scope, palette);
    expect(arrangement).toBe('shares');
    expect(series[0].format(2048)).toBe('2.00 KiB');
  });
});
