import { callApi } from '../data/http';
import type { Matrix } from '../data/matrix';
import type { Interval } from '../time/range';

/** So many points are asked for to find the first. */
const POINTS = 600;

/** When an expression first has a value within a time, to the second; null if it has none. */
export async function beginningOf(
  expr: string,
  { from, to }: Interval,
  ask: typeof firstPoint = firstPoint,
): Promise<number | null> {
  const step = stepOf(to - from);
  // Counted back from the end, so that the youngest data have a point.
  const start = to - Math.floor((to - from) / step) * step;
  const first = await ask(expr, { from: start, to }, step);
  if (first === null || step === 1_000 || first === start) return first;
  const before = { from: first - step, to: first };
  return (await ask(expr, before, stepOf(step))) ?? first;
}

function stepOf(span: number): number {
  return Math.ceil(span / POINTS / 1_000) * 1_000;
}

async function firstPoint(query: string, { from, to }: Interval, step: number) {
  const range = {
    start: String(from / 1_000),
    end: String(to / 1_000),
    step: String(step / 1_000),
  };
  const { result } = await callApi<Matrix>('query_range', new URLSearchParams({ query, ...range }));
  const firsts = result.map(({ values, histograms }) => values?.[0]?.[0] ?? histograms?.[0]?.[0]);
  const first = Math.min(...firsts.map((seconds) => seconds ?? Infinity));
  return first === Infinity ? null : first * 1_000;
}
