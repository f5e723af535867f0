import { expect, it } from 'vitest';
import type { FieldConfig } from '../model';
import { commonLabels, legendOf, resolveField } from './resolve';

const config: FieldConfig = {
  defaults: { unit: 'bytes', decimals: 1 },
  overrides: [
    { match: { kind: 'byRegexp', pattern: '/^eth\\d/' }, set: { unit: 'Bps' } },
    { match: { kind: 'byName', name: 'eth1' }, set: { decimals: 0 } },
    { match: { kind: 'byQuery', ref: 'B' }, set: { min: 5 } },
    { match: { kind: 'byNames', names: ['lo', 'tun'] }, set: { max: 9 } },
    { match: { kind: 'byValue', reducer: 'max', op: 'gt', value: 3 }, set: { unit: 's' } },
    { match: { kind: 'byRegexp', pattern: '(' }, set: { unit: 'never' } },
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

it('lays one part of how to draw over the others', () => {
  const drawn: FieldConfig = {
    defaults: { draw: { lineWidth: 2, axis: { label: 'bytes' } } },
    overrides: [
      { match: { kind: 'all' }, set: { draw: { fillOpacity: 5, axis: { placement: 'right' } } } },
      { match: { kind: 'byName', name: 'x', invert: true }, set: { draw: { style: 'bars' } } },
    ],
  };
  expect(resolveField(drawn, { name: 'x', type: 'number' }).draw).toEqual({
    lineWidth: 2,
    fillOpacity: 5,
    axis: { label: 'bytes', placement: 'right' },
  });
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
