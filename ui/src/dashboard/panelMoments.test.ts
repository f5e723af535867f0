import { computed, signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Moments } from '../time/moments';
import { resolve, type TimeRange, trailingSpan } from '../time/range';
import { hasOwnTime, PanelMoments } from './panelMoments';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
const range = signal<TimeRange>({ from: 'now-5m', to: 'now' });
const sawDataAt = vi.fn();

const page: Moments = {
  range,
  span: computed(() => trailingSpan(range.value)),
  heldAt: signal(null),
  refreshes: signal(0),
  offset: 0,
  now: () => NOW,
  interval: () => resolve(range.value, NOW)!,
  trailing: (span, last) => ({ from: last - span, to: last }),
  sawDataAt,
};

beforeEach(() => {
  range.value = { from: 'now-5m', to: 'now' };
  sawDataAt.mockClear();
});

describe('a panel with a time of its own', () => {
  it('shows its own range while the page follows the clock', () => {
    const own = new PanelMoments(page, { from: '6h' });
    expect(own.interval()).toEqual({ from: NOW - 6 * HOUR, to: NOW });
    expect(own.span.value).toBe(6 * HOUR);
    expect(own.note()).toBe('Last 6 hours');
  });

  it('shows the moments of the page where those are in the past', () => {
    const own = new PanelMoments(page, { from: '6h' });
    range.value = { from: String(NOW - 2 * HOUR), to: String(NOW - HOUR) };
    expect(own.interval()).toEqual({ from: NOW - 2 * HOUR, to: NOW - HOUR });
    expect(own.note()).toBe('');
  });

  it('shows what was so long before, which is asked for and not pushed', () => {
    const own = new PanelMoments(page, { shift: '1w' });
    const week = 7 * 24 * HOUR;
    expect(own.interval()).toEqual({ from: NOW - 300_000 - week, to: NOW - week });
    expect(own.span.value).toBeNull();
    expect(own.note()).toBe('1 week earlier');
  });

  it('can be both longer and earlier', () => {
    const own = new PanelMoments(page, { from: 'now-1h', shift: '-1d' });
    expect(own.note()).toBe('Last hour, 1 day earlier');
  });

  it('keeps to itself when its data begin', () => {
    new PanelMoments(page, { from: '6h' }).sawDataAt(1);
    expect(sawDataAt).not.toHaveBeenCalled();
  });

  it.each([
    [undefined, false],
    [{}, false],
    [{ from: 'nonsense' }, false],
    [{ shift: 'soon' }, false],
    [{ from: '2h' }, true],
    [{ from: 'now/d' }, true],
    [{ shift: '1h' }, true],
  ])('is one whose time can be read: %j', (time, isOwn) => {
    expect(hasOwnTime(time, NOW)).toBe(isOwn);
  });
});
