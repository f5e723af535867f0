import { expect, it } from 'vitest';
import type { Panel } from '../../model';
import { testFrame } from '../../testing';
import { columnNames } from './columnNames';

it('tells each step the columns that the ones before it leave', () => {
  const panel: Panel = {
    kind: 'table',
    queries: [{ ref: 'A', expr: 'up', legend: '{{job}}' }],
    transforms: [
      { kind: 'renameByRegex', options: { regex: 'node', renamePattern: 'machine' } },
      { kind: 'filterFieldsByName', options: { include: { names: ['machine'] } } },
      { kind: 'limit' },
    ],
  };
  const frame = testFrame([{ job: 'node' }, [1]], [{ job: 'app' }, [2]]);
  const names = columnNames(panel, frame).map((step) => step.map(({ name }) => name));
  expect(names).toEqual([['Time', 'node', 'app'], ['Time', 'machine', 'app'], ['machine']]);
  expect(columnNames(panel, frame)[2]).toEqual([{ name: 'machine', isNumber: true }]);
});
