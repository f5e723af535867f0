/** One number for many: what a legend, a stat or a reduced table says of a series. */
export type Calculation = (values: Float64Array) => number;

/** Names of calculations with the words of a column heading. */
export const CALCULATION_TITLES: Readonly<Record<string, string>> = {
  lastNotNull: 'last',
  last: 'last',
  firstNotNull: 'first',
  first: 'first',
  min: 'min',
  max: 'max',
  mean: 'mean',
  sum: 'total',
  count: 'count',
  range: 'range',
  delta: 'increase',
  diff: 'difference',
  diffperc: 'difference %',
  step: 'step',
  median: 'median',
  stdDev: 'std dev',
  variance: 'variance',
  changeCount: 'changes',
  distinctCount: 'distinct',
  logmin: 'min > 0',
};

const CALCULATIONS: Readonly<Record<string, Calculation>> = {
  last: (values) => values.at(-1) ?? NaN,
  lastNotNull: (values) => present(values).at(-1) ?? NaN,
  first: (values) => values[0] ?? NaN,
  firstNotNull: (values) => present(values)[0] ?? NaN,
  min: (values) => fold(present(values), Math.min),
  max: (values) => fold(present(values), Math.max),
  mean: (values) => mean(present(values)),
  sum: (values) => (present(values).length > 0 ? sum(present(values)) : NaN),
  count: (values) => present(values).length,
  range: (values) => fold(present(values), Math.max) - fold(present(values), Math.min),
  delta: increase,
  diff: (values) => difference(present(values)),
  diffperc: (values) => difference(present(values)) / present(values)[0],
  step: (values) => fold(gaps(present(values)), Math.min),
  median: (values) => quantile(present(values), 0.5),
  stdDev: (values) => Math.sqrt(variance(present(values))),
  variance: (values) => variance(present(values)),
  changeCount: (values) => gaps(present(values)).filter((gap) => gap !== 0).length,
  distinctCount: (values) => new Set(present(values)).size,
  logmin: (values) =>
    fold(
      present(values).filter((value) => value > 0),
      Math.min,
    ),
};

/** The calculation of that name, `p95` and the like included; the last value for unknown names. */
export function calculation(name: string): Calculation {
  const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(name);
  if (percentile) return (values) => quantile(present(values), Number(percentile[1]) / 100);
  return CALCULATIONS[name] ?? CALCULATIONS.lastNotNull;
}

export function calculationTitle(name: string): string {
  return CALCULATION_TITLES[name] ?? name;
}

const COUNTS = new Set(['count', 'changeCount', 'distinctCount']);

/** The unit of a calculation's result: a count has none, a relative difference is a share. */
export function calculationUnit(name: string, unit: string): string {
  if (COUNTS.has(name)) return 'short';
  return name === 'diffperc' ? 'percentunit' : unit;
}

/** The rows whose times lie within a span, as subarrays can be cut: first, and after the last. */
export function rowsWithin(
  times: Float64Array,
  from: number,
  to: number,
): readonly [number, number] {
  let first = 0;
  while (first < times.length && times[first] < from) first++;
  let end = times.length;
  while (end > first && times[end - 1] > to) end--;
  return [first, end];
}

function present(values: Float64Array): Float64Array {
  return values.some(Number.isNaN) ? values.filter((value) => !Number.isNaN(value)) : values;
}

function fold(values: Float64Array, pick: (a: number, b: number) => number): number {
  return values.length === 0 ? NaN : values.reduce((a, b) => pick(a, b));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: Float64Array): number {
  return values.length === 0 ? NaN : sum(values) / values.length;
}

function variance(values: Float64Array): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

function difference(values: Float64Array): number {
  return values.length === 0 ? NaN : values[values.length - 1] - values[0];
}

function gaps(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, row) => value - values[row]);
}

/** What a counter grew by; after a fall it began again at zero. */
function increase(values: Float64Array): number {
  const shown = present(values);
  if (shown.length === 0) return NaN;
  return sum(
    shown.subarray(1).map((value, row) => (value < shown[row] ? value : value - shown[row])),
  );
}

function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return NaN;
  const sorted = values.slice().sort();
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
