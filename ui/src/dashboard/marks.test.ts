import { expect, it } from 'vitest';
import { marksOf } from './marks';

it('makes one mark of neighbouring points that are not zero', () => {
  const values = [
    [10, '1'],
    [20, '1'],
    [30, '0'],
    [50, '2'],
  ] as const;
  const matrix = { resultType: 'matrix', result: [{ metric: { app: 'shop' }, values }] };
  const annotation = { kind: 'query', name: 'Deploys', titleFormat: 'Deploy of {{app}}' } as const;
  expect(marksOf(matrix, annotation, 10_000, 'red')).toEqual([
    { time: 10_000, until: 20_000, color: 'red', title: 'Deploy of shop' },
    { time: 50_000, color: 'red', title: 'Deploy of shop' },
  ]);
});
