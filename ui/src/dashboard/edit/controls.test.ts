import { expect, it } from 'vitest';
import { PANEL_KINDS, type Panel } from '../model';
import { controlsOf, valueAt, withValue } from './controls';

const panel: Panel = { kind: 'stat', options: { reduce: { calc: 'max' } }, queries: [] };

it('reads and writes deep settings', () => {
  expect(valueAt(panel, 'options.reduce.calc')).toBe('max');
  expect(valueAt(panel, 'field.defaults.unit')).toBeUndefined();
  expect(withValue(panel, 'field.defaults.unit', 's').field).toEqual({ defaults: { unit: 's' } });
  expect(withValue(panel, 'options.reduce.calc', undefined).options).toEqual({ reduce: {} });
  expect(withValue(panel, 'options.reduce.calc', 'max')).toBe(panel);
});

it('offers each setting once', () => {
  for (const kind of PANEL_KINDS) {
    const paths = controlsOf({ ...panel, kind })
      .flatMap(({ controls }) => controls)
      .map(({ path }) => path);
    expect(new Set(paths).size, kind).toBe(paths.length);
  }
});
