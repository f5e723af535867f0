import { describe, expect, it } from 'vitest';
import type { FieldOptions } from '../model';
import { testPalette } from '../testing';
import { show, showText } from './display';

const palette = testPalette();
const thresholds = {
  mode: 'absolute',
  steps: [
    { value: null, color: 'green' },
    { value: 80, color: 'red' },
  ],
} as const;

describe('show', () => {
  it('writes number, unit and colour', () => {
    expect(show(90.25, { unit: 'percent', decimals: 1, thresholds }, palette)).toEqual({
      number: '90.3',
      unit: '%',
      text: '90.3%',
      color: 'rgb(255, 0, 0)',
      isMapped: false,
    });
  });

  it('takes percentages of the span', () => {
    const options: FieldOptions = {
      min: 0,
      max: 10,
      thresholds: { mode: 'percentage', steps: thresholds.steps },
    };
    expect(show(7.9, options, palette).color).toBe('rgb(0, 200, 0)');
    expect(show(8, options, palette).color).toBe('rgb(255, 0, 0)');
  });

  it('prefers mappings, the first that fits', () => {
    const mappings: FieldOptions['mappings'] = [
      { kind: 'value', value: '1', text: 'up', color: 'green' },
      { kind: 'range', from: 0, to: 5, text: 'some' },
      { kind: 'special', match: 'null+nan', text: 'nothing' },
    ];
    expect(show(1, { mappings }, palette)).toMatchObject({ text: 'up', color: 'rgb(0, 200, 0)' });
    expect(show(3, { mappings }, palette).text).toBe('some');
    expect(show(NaN, { mappings }, palette).text).toBe('nothing');
    expect(show(9, { mappings }, palette).text).toBe('9');
  });

  it('says what is to be said where there is no value', () => {
    expect(show(NaN, { noValue: 'none' }, palette).text).toBe('none');
    expect(show(NaN, { thresholds }, palette).color).toBeNull();
  });

  it('colours along a continuous scale', () => {
    const options: FieldOptions = {
      color: { mode: 'continuous', scheme: 'GrYlRd' },
      min: 0,
      max: 4,
    };
    expect(show(2, options, palette).color).toBe('rgb(200, 200, 0)');
  });
});

it('maps texts', () => {
  const mappings: FieldOptions['mappings'] = [
    { kind: 'regex', pattern: '(.*)-prod', text: 'P $1' },
  ];
  expect(showText('a-prod', { mappings }, palette).text).toBe('P a');
  expect(showText('b', { mappings }, palette).text).toBe('b');
});
