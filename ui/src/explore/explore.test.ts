import { describe, expect, it } from 'vitest';
import { excerpt, problemOf } from './problem';
import { unitOf } from './unit';

describe('a refused query', () => {
  it('names the place', () => {
    const problem = problemOf('2:5: parse error: unexpected ")"');
    expect(problem.place).toEqual({ line: 2, column: 5 });
    expect(excerpt('sum(\n  a))', problem)).toEqual({ line: '  a))', before: 4 });
  });

  it('may be wrong behind its end', () => {
    const problem = problemOf('1:9: parse error: unexpected end of input');
    expect(excerpt('sum(', problem)).toEqual({ line: 'sum(', before: 4 });
  });

  it('may have no place', () => {
    const problem = problemOf('the query takes longer than 2 minutes');
    expect(problem.place).toBeNull();
    expect(excerpt('up', problem)).toBeNull();
  });
});

it.each([
  ['node_memory_MemFree_bytes', 'bytes'],
  ['node_memory_MemFree_bytes{job="node"}', 'bytes'],
  ['process_cpu_seconds_total', 's'],
  ['rate(node_network_receive_bytes_total{device="eth0"}[5m])', 'Bps'],
  ['rate(process_cpu_seconds_total[5m])', 'short'],
  ['count(node_memory_MemFree_bytes)', 'short'],
  ['a_bytes / b_bytes', 'short'],
])('takes %s to be in %s', (expr, unit) => {
  expect(unitOf(expr)).toBe(unit);
});
