import { expect, it } from 'vitest';
import { comparedQueries } from './compare';

it('asks for the same of some time ago', () => {
  expect(comparedQueries('sum(up)', '1d')).toEqual([
    { ref: 'A', expr: 'sum(up)' },
    {
      ref: 'B',
      expr: 'last_over_time((sum(up))[$__interval:$__interval] offset 1d)',
      isLimit: true,
      suffix: 'a day earlier',
    },
  ]);
});

it('asks for nothing more where nothing is to be compared', () => {
  expect(comparedQueries('up', null)).toHaveLength(1);
  expect(comparedQueries('up', 'nonsense')).toHaveLength(1);
});
