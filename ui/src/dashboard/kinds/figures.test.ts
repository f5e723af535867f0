import { expect, it } from 'vitest';
import type { Panel } from '../model';
import { testFrame, testPalette, testScope } from '../testing';
import { figuresOf } from './figures';

function texts(defaults: NonNullable<Panel['field']>['defaults'], ...values: number[][]) {
  const panel = { kind: 'stat', queries: [{ ref: 'A', expr: 'x' }], field: { defaults } } as const;
  const frame = testFrame(...values.map((each, i) => [{ i: `${i}` }, each] as const));
  return figuresOf(panel, frame, testScope(), testPalette()).map(({ shown }) => shown.text);
}

it('has the words of a mapping for a value that is no number, and for no series', () => {
  const mappings = [{ kind: 'special', match: 'null', text: 'N/A' }] as const;
  expect(texts({ mappings }, [NaN, NaN])).toEqual(['N/A']);
  expect(texts({ mappings })).toEqual(['N/A']);
  expect(texts({ mappings }, [1, NaN])).toEqual(['1']);
});

it('has the words that a panel sets for no value', () => {
  expect(texts({ noValue: 'none' })).toEqual(['none']);
  expect(texts({})).toEqual([]);
});
