import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameScheduler } from './scheduler';

let frames: (() => void)[];
let now: number;
let done: string[];
let scheduler: FrameScheduler;

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  now = 0;
  done = [];
  scheduler = new FrameScheduler();
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A task that takes so many milliseconds. */
const task = (name: string, millis: number) => () => {
  now += millis;
  done.push(name);
};

function frame(): string[] {
  done = [];
  frames.splice(0).forEach((run) => run());
  return done;
}

describe('frames', () => {
  it('draw each task once, however often it was asked for', () => {
    const one = task('one', 1);
    scheduler.request(one);
    scheduler.request(one);
    expect(frame()).toEqual(['one']);
    expect(frames).toEqual([]);
  });

  it('leave what is too much for one to the next', () => {
    ['a', 'b', 'c'].forEach((name) => scheduler.request(task(name, 6)));
    expect(frame()).toEqual(['a', 'b']);
    expect(frame()).toEqual(['c']);
  });

  it('draw what a task asks for in the next one', () => {
    scheduler.request(() => scheduler.request(task('again', 1)));
    expect(frame()).toEqual([]);
    expect(frame()).toEqual(['again']);
  });

  it('hold one costly task each, and none where the frame is full already', () => {
    scheduler.request(task('tick', 12));
    ['first', 'second'].forEach((name) => scheduler.requestAlone(task(name, 8)));
    expect(frame()).toEqual(['tick']);
    expect(frame()).toEqual(['first']);
    expect(frame()).toEqual(['second']);
  });

  it('draw a costly task at last though ticks fill every one', () => {
    const tick = task('tick', 12);
    const again = () => {
      tick();
      scheduler.request(again);
    };
    scheduler.request(again);
    ['first', 'second'].forEach((name) => scheduler.requestAlone(task(name, 8)));
    const drawn = [frame(), frame(), frame(), frame()];
    expect(drawn).toEqual([['tick'], ['first', 'tick'], ['second', 'tick'], ['tick']]);
  });

  it('hold several costly tasks that turn out cheap', () => {
    ['a', 'b', 'c', 'd'].forEach((name) => scheduler.requestAlone(task(name, 2)));
    expect(frame()).toEqual(['a', 'b', 'c']);
    expect(frame()).toEqual(['d']);
  });

  it('draw together what comes within a moment', () => {
    scheduler.gather(task('a', 1));
    vi.advanceTimersByTime(30);
    scheduler.gather(task('b', 1));
    expect(frames).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(frame()).toEqual(['a', 'b']);
  });

  it('forget what was cancelled', () => {
    const gone = task('gone', 1);
    scheduler.request(gone);
    scheduler.requestAlone(gone);
    scheduler.cancel(gone);
    expect(frame()).toEqual([]);
  });
});
