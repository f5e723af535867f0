import { expect, it } from 'vitest';
import type { FieldConfig } from '../model';
import { commonLabels, legendOf, resolveField } from './resolve';

const config: FieldConfig = {
  defaults: { unit: 'bytes', decimals: 1 },
  overrides: [
    { match: { by: 'regex', value: '/^eth\\d/' }, set: { unit: 'Bps' } },
    { match: { by: 'name', value: 'eth1' }, set: { decimals: 0 } },
    { match: { by: 'query', value: 'B' }, set: { min: 5 } },
    { match: { by: 'names', value: ['lo', 'tun'] }, set: { max: 9 } },
    { match: { by: 'value', value: { calc: 'max', op: 'gt', value: 3 } }, set: { unit: 's' } },
    { match: { by: 'regex', value: '(' }, set: { unit: 'never' } },
  ],
};

it('lays matching overrides over the defaults, the last one on top', () => {
  const number = { type: 'number' } as const;
  expect(resolveField(config, { ...number, name: 'eth1' })).toEqual({ unit: 'Bps', decimals: 0 });
  expect(resolveField(config, { ...number, name: 'x', ref: 'B' })).toMatchObject({ min: 5 });
  expect(resolveField(config, { ...number, name: 'lo' })).toMatchObject({ max: 9 });
  const values = Float64Array.from([1, 4]);
  expect(resolveField(config, { ...number, name: 'x', values }).unit).toBe('s');
});

it('names series by legend, or by what tells them apart', () => {
  const series = [
    { __name__: 'up', job: 'a', instance: '1' },
    { __name__: 'up', job: 'a', instance: '2' },
  ];
  const common = commonLabels(series);
  expect(legendOf({ ref: 'A', expr: 'up', legend: '{{job}}!' }, series[0], common)).toBe('a!');
  expect(legendOf({ ref: 'A', expr: 'up', legend: '__auto' }, series[0], common)).toBe('1');
  expect(legendOf({ ref: 'A', expr: 'up' }, series[0], commonLabels([series[0]]))).toBe('up');
  expect(legendOf({ ref: 'A', expr: 'sum(x)' }, {}, new Set())).toBe('sum(x)');
});
