import { computed, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Moments } from '../time/moments';
import type { TimeSeriesPanel } from '../boards/model';
import { LiveConnection } from '../live/connection';
import { Stand } from '../live/stand';
import { LiveViews } from '../live/views';
import { type Interval, resolve, type TimeRange, trailingSpan } from '../time/range';
import { type Asked, PanelFeed } from './feed';
import { lastValue } from './frame';

const NOW = 1_700_000_000_000;
const PANEL: TimeSeriesPanel = {
  kind: 'timeseries',
  id: 'load',
  title: 'Load',
  unit: 'none',
  span: 6,
  queries: [{ ref: 'A', expr: 'rate(x{$node}[$__rate_interval])' }],
};

let stand: Stand;
let feed: PanelFeed;
let feedOf: (asked: Asked) => PanelFeed;
let changes: number;
const range = signal<TimeRange>({ from: 'now-5m', to: 'now' });
const heldAt = signal<number | null>(null);
const refreshes = signal(0);
const isWatched = signal(true);

const trailing = (span: number, last: number): Interval => ({ from: last - span, to: last });
const sawDataAt = vi.fn();

function playback(): Moments {
  return {
    trailing,
    sawDataAt,
    offset: 0,
    range,
    heldAt,
    refreshes,
    span: computed(() => trailingSpan(range.value)),
    now: () => heldAt.value ?? NOW,
    interval: (): Interval => resolve(range.value, heldAt.value ?? NOW)!,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  range.value = { from: 'now-5m', to: 'now' };
  heldAt.value = null;
  isWatched.value = true;
  stand = new Stand();
  const connection = new LiveConnection(stand);
  const views = new LiveViews(connection, () => {});
  connection.open(views);
  stand.welcome();
  const scope = { variables: signal({ node: 'job="node"' }), scrape: signal(1_000) };
  feedOf = (asked) =>
    new PanelFeed(asked, { connection, views, moments: playback(), isWatched, scope });
  feed = feedOf(PANEL);
  changes = 0;
  feed.listen(() => changes++);
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

function serveView(values: (number | null)[] = [1, 2]): void {
  stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v' });
  stand.say({ type: 'series', view: 'v', epoch: 1, add: [{ sid: 1, ref: 'A', labels: {} }] });
  stand.say({
    type: 'snap',
    view: 'v',
    epoch: 1,
    seq: 2,
    t0: NOW - (values.length - 1) * 1_000,
    step: 1_000,
    n: values.length,
    columns: [{ sid: 1, start: 0, values }],
  });
}

function serveNothing(): void {
  stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v' });
  const snap = { type: 'snap', view: 'v', epoch: 1, seq: 2, t0: NOW, step: 1_000, n: 1 };
  stand.say({ ...snap, columns: [] });
}

function tick(value: number): void {
  const seq = 3;
  stand.say({ type: 'delta', view: 'v', seq, t: NOW + 1_000, step: 1_000, ticks: [[value]] });
}

async function answerQuery(...series: [number, string][][]): Promise<void> {
  await vi.waitFor(() => expect(stand.lastSent('query')).toBeDefined());
  const { id } = stand.lastSent('query');
  const result = series.map((values, i) => ({ metric: { i: String(i) }, values }));
  stand.say({ type: 'ok', id, result: { resultType: 'matrix', result } });
  await vi.waitFor(() => expect(feed.frame).not.toBeNull());
}

const shown = () => [...feed.frame!.series[0].values];

describe('a panel feed', () => {
  it('asks for nothing until its panel is seen', () => {
    expect(stand.lastSent('sub')).toBeUndefined();
    feed.isSeen.value = true;
    expect(stand.lastSent('sub')).toMatchObject({
      queries: [{ ref: 'A', expr: 'rate(x{job="node"}[4s])' }],
      step: 1_000,
      range: 300_000,
    });
  });

  it('says of an empty long range that there are younger data', async () => {
    range.value = { from: 'now-90d', to: 'now' };
    feed.isSeen.value = true;
    serveNothing();
    expect(feed.state.value).toEqual({ kind: 'loading' });
    await answerQuery([[NOW / 1_000, '1']]);
    await vi.waitFor(() =>
      expect(feed.state.value).toEqual({ kind: 'empty', youngerThan: 14_400_000 }),
    );
    expect(stand.lastSent('query')).toMatchObject({
      start: NOW - 14_480_000,
      end: NOW + 160_000,
      step: 240_000,
    });
  });

  it('looks more closely where data may lie between two points', async () => {
    range.value = { from: 'now-90d', to: 'now' };
    feed.isSeen.value = true;
    serveNothing();
    await answerQuery();
    await vi.waitFor(() => expect(stand.count('query')).toBe(2));
    expect(stand.lastSent('query')).toMatchObject({ step: 8_000 });
    await answerQuery([[NOW / 1_000, '1']]);
    await vi.waitFor(() => expect(feed.state.value).toHaveProperty('youngerThan', 14_400_000));
  });

  it('says that there is nothing at all, and asks a minute later whether that is still so', async () => {
    range.value = { from: 'now-90d', to: 'now' };
    feed.isSeen.value = true;
    serveNothing();
    await answerQuery();
    await vi.waitFor(() => expect(stand.count('query')).toBe(2));
    await answerQuery();
    await vi.waitFor(() => expect(feed.state.value).toEqual({ kind: 'empty' }));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(stand.count('query')).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    await answerQuery([[NOW / 1_000, '1']]);
    await vi.waitFor(() => expect(feed.state.value).toHaveProperty('youngerThan', 14_400_000));
  });

  describe('of a figure', () => {
    beforeEach(() => {
      feed.close();
      feed = feedOf({ ...PANEL, isFigure: true });
      range.value = { from: 'now-90d', to: 'now' };
      feed.isSeen.value = true;
      serveNothing();
    });

    it('shows the newest value where it is younger than the last point', async () => {
      await answerQuery([[NOW / 1_000 - 40, '7']]);
      await vi.waitFor(() => expect(feed.state.value).toEqual({ kind: 'ready' }));
      expect(lastValue(feed.frame!.series[0].values)).toBe(7);
      expect(sawDataAt).toHaveBeenCalledWith(NOW - 80_000);
    });

    it('asks for it again, until there is a point', async () => {
      const timesAsked = () =>
        stand.socket.sent.filter(({ type, expr }) => type === 'query' && expr.startsWith('rate'))
          .length;
      await answerQuery([[NOW / 1_000 - 40, '7']]);
      await vi.waitFor(() => expect(feed.state.value).toEqual({ kind: 'ready' }));
      await vi.advanceTimersByTimeAsync(15_000);
      expect(timesAsked()).toBe(2);
      await answerQuery([[NOW / 1_000 - 40, '8']]);
      await vi.waitFor(() => expect(lastValue(feed.frame!.series[0].values)).toBe(8));
      stand.say({ type: 'series', view: 'v', epoch: 1, add: [{ sid: 1, ref: 'A', labels: {} }] });
      stand.say({ type: 'delta', view: 'v', seq: 3, t: NOW + 1_000, step: 1_000, ticks: [[9]] });
      expect(lastValue(feed.frame!.series[0].values)).toBe(9);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(timesAsked()).toBe(2);
    });
  });

  describe('of data that are younger than what its rates are reckoned over', () => {
    const HOUR = 3_600_000;

    /** A view of a point an hour, the last of them just now. */
    function serveHours(...values: (number | null)[]): void {
      range.value = { from: 'now-30d', to: 'now' };
      feed.isSeen.value = true;
      const n = values.length;
      stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v' });
      stand.say({ type: 'series', view: 'v', epoch: 1, add: [{ sid: 1, ref: 'A', labels: {} }] });
      const snap = { type: 'snap', view: 'v', epoch: 1, seq: 2, step: HOUR, n };
      stand.say({ ...snap, t0: NOW - (n - 1) * HOUR, columns: [{ sid: 1, start: 0, values }] });
    }

    /** Says when the metric begins, as far as that was asked for. */
    const answerBeginning = (time: number) => answerQuery([[Math.floor(time / 61_000) * 61, '5']]);

    it('looks for their beginning and says how much was measured', async () => {
      serveHours(null, null, 5);
      await answerBeginning(NOW - HOUR / 6);
      await vi.waitFor(() =>
        expect(feed.coverage.part.value).toEqual({ measured: HOUR / 6, window: HOUR }),
      );
      expect(stand.lastSent('query')).toMatchObject({ expr: 'count(x)', step: 61_000 });
    });

    it('says nothing once the hour is full', () => {
      serveHours(null, 4, 5);
      expect(feed.coverage.part.value).toBeNull();
      expect(stand.lastSent('query')).toBeUndefined();
    });

    it('says nothing if the metric was there before', async () => {
      serveHours(null, null, 5);
      await answerBeginning(NOW - HOUR);
      await vi.advanceTimersByTimeAsync(10);
      expect(feed.coverage.part.value).toBeNull();
    });

    it('says nothing any more once all is measured', async () => {
      serveHours(null, null, 5);
      await answerBeginning(NOW - HOUR / 6);
      await vi.waitFor(() => expect(feed.coverage.part.value).not.toBeNull());
      const delta = { type: 'delta', view: 'v', seq: 3, t: NOW + HOUR, step: HOUR, ticks: [[6]] };
      stand.say(delta);
      expect(feed.coverage.part.value).toBeNull();
    });
  });

  it('waits for a slow server instead of giving up', () => {
    feed.isSeen.value = true;
    stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v' });
    stand.say({ type: 'err', view: 'v', code: 'timeout', message: 'takes long' });
    expect(feed.state.value.kind).toBe('loading');
    expect(feed.notice.value).toBe('takes long');
    stand.say({ type: 'err', view: 'v', code: 'unavailable', message: 'not now' });
    expect(feed.state.value).toEqual({ kind: 'error', message: 'not now' });
  });

  it('is loading, then ready, and tells of each tick', () => {
    feed.isSeen.value = true;
    expect(feed.state.value.kind).toBe('loading');
    serveView();
    expect(feed.state.value.kind).toBe('ready');
    const before = changes;
    tick(3);
    expect(changes).toBe(before + 1);
    expect(shown()).toEqual([1, 2, 3]);
    expect(feed.interval()).toEqual({ from: NOW + 1_000 - 300_000, to: NOW + 1_000 });
    expect(sawDataAt).toHaveBeenLastCalledWith(NOW - 1_000);
  });

  it('is empty where nothing has a value', () => {
    feed.isSeen.value = true;
    serveView([null, null]);
    expect(feed.state.value.kind).toBe('empty');
    tick(3);
    expect(feed.state.value.kind).toBe('ready');
  });

  it('tells nobody of ticks while it is out of sight, and of the newest when it is back', () => {
    feed.isSeen.value = true;
    serveView();
    feed.isSeen.value = false;
    const before = changes;
    tick(3);
    expect(changes).toBe(before);
    feed.isSeen.value = true;
    expect(changes).toBe(before + 1);
    expect(shown()).toEqual([1, 2, 3]);
  });

  it('gives its view back only some time after it was seen last', () => {
    feed.isSeen.value = true;
    serveView();
    feed.isSeen.value = false;
    vi.advanceTimersByTime(2_900);
    feed.isSeen.value = true;
    vi.advanceTimersByTime(10_000);
    expect(stand.lastSent('unsub')).toBeUndefined();
    feed.isSeen.value = false;
    vi.advanceTimersByTime(3_100);
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v' });
  });

  it('gives its view back while nobody looks at the page', () => {
    feed.isSeen.value = true;
    serveView();
    isWatched.value = false;
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v' });
    isWatched.value = true;
    expect(stand.socket.sent.filter(({ type }) => type === 'sub')).toHaveLength(2);
  });

  it('holds what it shows while paused, and is up to date after', () => {
    feed.isSeen.value = true;
    serveView();
    heldAt.value = NOW;
    tick(3);
    expect(shown()).toEqual([1, 2]);
    heldAt.value = null;
    expect(shown()).toEqual([1, 2, 3]);
    expect(stand.lastSent('unsub')).toBeUndefined();
  });

  it('keeps its view when only the range grows', () => {
    feed.isSeen.value = true;
    serveView();
    range.value = { from: 'now-15m', to: 'now' };
    expect(stand.lastSent('set')).toMatchObject({ view: 'v', range: 900_000 });
    expect(stand.lastSent('unsub')).toBeUndefined();
    expect(shown()).toEqual([1, 2]);
  });

  it('asks once for a range that has ended, and shows the old data until then', async () => {
    feed.isSeen.value = true;
    serveView();
    range.value = { from: String(NOW - 60_000), to: String(NOW - 30_000) };
    expect(shown()).toEqual([1, 2]);
    await answerQuery([[(NOW - 60_000) / 1_000, '7']]);
    await vi.waitFor(() => expect(shown()[0]).toBe(7));
    expect(stand.lastSent('query')).toMatchObject({
      start: NOW - 60_000,
      end: NOW - 30_000,
      step: 1_000,
    });
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v' });
  });

  it('says why there is nothing to show, and tries again when told', async () => {
    feed.isSeen.value = true;
    const { id } = stand.lastSent('sub');
    stand.say({ type: 'err', id, code: 'bad_query', message: '1:1: parse error' });
    await vi.waitFor(() => expect(feed.state.value.kind).toBe('error'));
    feed.retry();
    expect(feed.state.value.kind).toBe('loading');
    serveView();
    expect(feed.state.value.kind).toBe('ready');
  });

  it('keeps its picture when a tick fails, with a notice until that is over', () => {
    feed.isSeen.value = true;
    serveView();
    stand.say({ type: 'err', view: 'v', code: 'bad_query', message: 'query B: cannot be joined' });
    expect(feed.state.value.kind).toBe('ready');
    vi.advanceTimersByTime(6_000);
    tick(3);
    expect(feed.notice.value).toBe('query B: cannot be joined');
    stand.say({ type: 'well', view: 'v' });
    tick(4);
    expect(feed.notice.value).toBe('');
  });

  it('asks now and then for what is too much to be pushed, until it is not', async () => {
    const newest = () => feed.frame!.series[0].values.at(-1);
    stand.welcome({ series: 1 });
    feed.isSeen.value = true;
    serveView();
    stand.say({ type: 'err', view: 'v', code: 'limit', message: 'more than 1 series' });
    await answerQuery([[NOW / 1_000, '7']], [[NOW / 1_000, '8']]);
    await vi.waitFor(() => expect(newest()).toBe(7));
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v' });
    expect([feed.notice.value, feed.pace.value]).toEqual(['more than 1 series', 30_000]);

    const asked = stand.lastSent('query').id;
    vi.advanceTimersByTime(30_000);
    await vi.waitFor(() => expect(stand.lastSent('query').id).not.toBe(asked));
    await answerQuery([[NOW / 1_000, '9']]);
    await vi.waitFor(() => expect(newest()).toBe(9));
    expect(stand.count('sub')).toBe(1);

    vi.advanceTimersByTime(30_000);
    expect(stand.count('sub')).toBe(2);
    expect(feed.pace.value).toBeNull();
  });
});
