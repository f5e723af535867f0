import { expect, it } from 'vitest';
import { costText, explain, type SyntaxNode } from './explain';

const selector = {
  type: 'matrixSelector',
  name: 'http_requests_total',
  matchers: [
    { name: 'job', type: '=', value: 'api' },
    { name: '__name__', type: '=', value: 'http_requests_total' },
  ],
  range: 300_000,
  offset: 3_600_000,
};

it('says what each part does', () => {
  const tree: SyntaxNode = {
    type: 'aggregation',
    op: 'sum',
    grouping: ['code'],
    without: false,
    param: null,
    expr: {
      type: 'call',
      func: { name: 'rate', returnType: 'vector' },
      args: [selector],
    },
  };
  const { what, detail, parts } = explain(tree);
  expect([what, detail]).toEqual(['sum', 'over groups of equal code']);
  expect(parts[0]).toMatchObject({ what: 'rate()' });
  expect(parts[0].parts[0]).toEqual({
    what: 'http_requests_total{job="api"}',
    detail: 'their samples of the last 5m, 1h earlier',
    parts: [],
  });
});

it('tells how series are paired', () => {
  const leaf = { type: 'numberLiteral', val: '2' };
  const matching = { card: 'one-to-one', labels: ['host'], on: true };
  const { detail, parts } = explain({
    type: 'binaryExpr',
    op: '/',
    lhs: leaf,
    rhs: leaf,
    matching,
  });
  expect(detail).toBe('pairs of series by equal host (one-to-one)');
  expect(parts.map(({ what }) => what)).toEqual(['2', '2']);
});

it('tells what a part cost', () => {
  const nothing = { time: 1, ownTime: 0, samples: 0, series: 0, points: 0, parts: [] };
  expect(costText({ ...nothing, resolution: 'raw' })).toBe('0.00 ms');
  const range = { ...nothing, ownTime: 0.0125, samples: 1_200, series: 1, points: 1 };
  expect(costText({ ...range, resolution: '5m' })).toBe(
    '13 ms, 1 series, 1 point, 1,200 samples read, rollups of 5m',
  );
});
