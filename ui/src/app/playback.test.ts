import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ServerClock } from '../time/clock';
import type { TimeRange } from '../time/range';
import type { PageLocation } from './location';
import { Playback } from './playback';

const NOW = 1_700_000_000_000;
const range = signal<TimeRange>({ from: 'now-5m', to: 'now' });
const depth = signal(0);
let wentBack = 0;
let playback: Playback;

beforeEach(() => {
  range.value = { from: 'now-5m', to: 'now' };
  depth.value = 0;
  wentBack = 0;
  const location = {
    range,
    depth,
    setRange: (chosen: TimeRange) => (range.value = chosen),
    back: () => wentBack++,
  };
  playback = new Playback(location as unknown as PageLocation, { now: () => NOW } as ServerClock);
});

describe('playback', () => {
  it('trails the clock until it is held', () => {
    expect(playback.interval()).toEqual({ from: NOW - 300_000, to: NOW });
    playback.togglePause();
    expect(playback.heldAt.value).toBe(NOW);
    playback.togglePause();
    expect(playback.heldAt.value).toBeNull();
  });

  it('goes on when another range is chosen', () => {
    playback.togglePause();
    playback.show({ from: 'now-1h', to: 'now' });
    expect(playback.heldAt.value).toBeNull();
    expect(playback.span.value).toBe(3_600_000);
  });

  it('does not zoom in beyond a few seconds', () => {
    playback.zoomTo(NOW - 1_000, NOW);
    expect(playback.interval()).toEqual({ from: NOW - 3_000, to: NOW + 2_000 });
  });

  it('goes back through the history, or to the present where there is none', () => {
    depth.value = 2;
    playback.back();
    expect(wentBack).toBe(1);
    depth.value = 0;
    range.value = { from: '1000000000000', to: '1000000060000' };
    playback.back();
    expect(range.value).toEqual({ from: 'now-5m', to: 'now' });
  });
});

describe('a short live view', () => {
  it('grows with the data of a young server', () => {
    playback.sawDataAt(NOW - 100_000);
    expect(playback.trailing(300_000, NOW)).toEqual({ from: NOW - 100_000, to: NOW });
    expect(playback.trailing(300_000, NOW + 900_000).from).toBe(NOW + 600_000);
  });

  it('spans a minute at least', () => {
    playback.sawDataAt(NOW - 2_000);
    expect(playback.trailing(300_000, NOW)).toEqual({ from: NOW - 60_000, to: NOW });
    expect(playback.trailing(30_000, NOW)).toEqual({ from: NOW - 30_000, to: NOW });
  });

  it('goes by the earliest data of all panels', () => {
    playback.sawDataAt(NOW - 400_000);
    playback.sawDataAt(NOW - 10_000);
    expect(playback.trailing(300_000, NOW).from).toBe(NOW - 300_000);
  });
});

it('knows that a range is younger than its data, but not from a shorter one', () => {
  playback.sawDataAt(NOW - 300_000);
  expect(playback.young).toBeNull();
  playback.show({ from: 'now-24h', to: 'now' });
  expect(playback.young).toBeNull();
  playback.sawDataAt(NOW - 720_000);
  expect(playback.young?.since).toBe(NOW - 720_000);
  playback.sawDataAt(NOW - 80_000_000);
  expect(playback.young).toBeNull();
});

it('shows a gap before the data of a long live view', () => {
  playback.sawDataAt(NOW - 100_000);
  expect(playback.trailing(3_600_000, NOW).from).toBe(NOW - 3_600_000);
});
