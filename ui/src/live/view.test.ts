import { describe, expect, it } from 'vitest';
import type { DeltaFrame, SeriesFrame, SnapFrame, WireValue } from './frames';
import { LiveView, type ViewListener } from './view';

function series(add: number[], drop: number[] = [], epoch = 1): SeriesFrame {
  const added = add.map((sid) => ({ sid, ref: 'A', labels: { n: String(sid) } }));
  return { type: 'series', view: 'v', epoch, add: added, drop };
}

function snap(seq: number, columns: Record<number, WireValue[]>, epoch = 1): SnapFrame {
  const n = Math.max(...Object.values(columns).map((values) => values.length));
  return {
    type: 'snap',
    view: 'v',
    epoch,
    seq,
    t0: (seq - n + 1) * 1_000,
    step: 1_000,
    n,
    columns: Object.entries(columns).map(([sid, values]) => ({
      sid: Number(sid),
      start: n - values.length,
      values,
    })),
  };
}

function delta(seq: number, ...ticks: WireValue[][]): DeltaFrame {
  return { type: 'delta', view: 'v', seq, t: seq * 1_000, step: 1_000, ticks };
}

function watched(range = 3_000): { view: LiveView; told: string[] } {
  const view = new LiveView([{ ref: 'A', expr: 'up' }], 1_000, range);
  const told: string[] = [];
  const listener: ViewListener = {
    changed: () => told.push('changed'),
    failed: (message, trouble) => told.push(`${trouble}: ${message}`),
    recovered: () => told.push('recovered'),
  };
  view.watch(listener, range);
  return { view, told };
}

function values(view: LiveView): Record<string, number[]> {
  return Object.fromEntries(view.frame()!.series.map((each) => [each.labels.n, [...each.values]]));
}

describe('a live view', () => {
  it('has nothing to draw before its snapshot', () => {
    const { view, told } = watched();
    view.accept(series([1]));
    view.accept(delta(7, [1]));
    expect(view.frame()).toBeNull();
    view.accept(snap(8, { 1: [1, 2] }));
    expect(values(view)).toEqual({ 1: [1, 2] });
    expect(told).toContain('changed');
  });

  it('takes deltas in the order of the living series', () => {
    const { view } = watched();
    view.accept(series([4, 2]));
    view.accept(snap(1, { 2: [20], 4: [40] }));
    view.accept(delta(2, [21, 41]));
    expect(values(view)).toEqual({ 2: [20, 21], 4: [40, 41] });
  });

  it('forgets series that a later snapshot no longer names', () => {
    const { view } = watched();
    view.accept(series([1, 2]));
    view.accept(snap(2, { 1: [10, 11], 2: [20, 21] }));
    view.accept(series([2, 3]));
    view.accept(snap(200, { 2: [22], 3: [32] }));
    view.accept(delta(201, [23, 33]));
    expect(values(view)).toEqual({ 2: [22, 23], 3: [32, 33] });
  });

  it('takes several ticks at once', () => {
    const { view } = watched();
    view.accept(series([1]));
    view.accept(snap(1, { 1: [1] }));
    expect(view.accept(delta(4, [2], [3], [4]))).toBe(true);
    expect(values(view)).toEqual({ 1: [1, 2, 3, 4] });
    expect([...view.frame()!.times]).toEqual([1_000, 2_000, 3_000, 4_000]);
  });

  it('asks for a snapshot when ticks are missing', () => {
    const { view } = watched();
    view.accept(series([1]));
    view.accept(snap(1, { 1: [1] }));
    expect(view.accept(delta(4, [4]))).toBe(false);
    expect(values(view)).toEqual({ 1: [1, NaN, NaN, 4] });
  });

  it('ignores ticks that it has already', () => {
    const { view } = watched();
    view.accept(series([1]));
    view.accept(snap(5, { 1: [5] }));
    view.accept(delta(5, [99]));
    view.accept(delta(4, [99]));
    expect(values(view)).toEqual({ 1: [5] });
  });

  it('reads absent values and infinities', () => {
    const { view } = watched();
    view.accept(series([1]));
    view.accept(snap(3, { 1: [null, '+Inf', 'NaN'] }));
    view.accept(delta(4, ['-Inf']));
    expect(values(view)).toEqual({ 1: [NaN, Infinity, NaN, -Infinity] });
  });

  it('keeps an ended series until it has left the window', () => {
    const { view } = watched();
    view.accept(series([1, 2]));
    view.accept(snap(1, { 1: [1], 2: [2] }));
    view.accept(series([], [2]));
    view.accept(delta(2, [1]));
    expect(values(view)).toEqual({ 1: [1, 1], 2: [2, NaN] });
    expect(view.frame()!.series[1].isLiving).toBe(false);
    view.accept(delta(3, [1]));
    view.accept(delta(4, [1]));
    view.accept(delta(5, [1]));
    expect(Object.keys(values(view))).toEqual(['1']);
  });

  it('forgets the series of another epoch', () => {
    const { view } = watched();
    view.accept(series([1]));
    view.accept(snap(100, { 1: [1] }));
    view.accept(series([1], [], 2));
    view.accept(snap(3, { 1: [7, 8] }, 2));
    view.accept(delta(4, [9]));
    expect(values(view)).toEqual({ 1: [7, 8, 9] });
    expect(view.position()).toBeNull();
    view.name = 'v';
    expect(view.position()).toEqual({ view: 'v', epoch: 2, seq: 4 });
  });

  it('tells its watchers why it has no values, and that it has them again', () => {
    const { view, told } = watched();
    view.fail('takes long', 'timeout');
    view.fail('too many series', 'limit');
    view.fail('no such function', 'bad_query');
    view.recover();
    expect(told).toEqual([
      'late: takes long',
      'limit: too many series',
      'failure: no such function',
      'recovered',
    ]);
  });

  it('takes over what came late', () => {
    const { view, told } = watched();
    view.accept(series([1]));
    view.accept(snap(4, { 1: [1, 2, 3, 4] }));
    const columns = [{ sid: 1, start: 1, values: [20, null] }];
    view.accept({ type: 'amend', view: 'v', seq: 4, t0: 1_000, step: 1_000, n: 4, columns });
    expect(values(view)).toEqual({ 1: [1, 20, NaN, 4] });
    expect(told).toHaveLength(2);
  });
});
