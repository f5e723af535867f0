import { expect, it } from 'vitest';
import { comparedQueries, hasEarlier, shifted } from './compare';

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

it('tells whether there is anything of that time', () => {
  const series = (ref: string, ...values: number[]) => ({
    id: ref,
    ref,
    labels: {},
    values: Float64Array.from(values),
    isLiving: true,
  });
  const frame = { step: 1, times: Float64Array.of(1, 2) };
  expect(hasEarlier({ ...frame, series: [series('A', 1, 2)] })).toBe(false);
  expect(hasEarlier({ ...frame, series: [series('A', 1, 2), series('B', NaN, NaN)] })).toBe(false);
  expect(hasEarlier({ ...frame, series: [series('A', 1, 2), series('B', NaN, 3)] })).toBe(true);
});

it('knows which times are compared with', () => {
  expect(shifted({ from: 7_200_000, to: 7_300_000 }, '1h')).toEqual({
    from: 3_600_000,
    to: 3_700_000,
  });
});
