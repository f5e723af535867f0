import { useEffect } from 'preact/hooks';
import { type Signal, useSignal } from '@preact/signals';
import { throttled } from '../chart/scheduler';
import type { PanelFeed } from '../data/feed';
import type { Frame } from '../data/frame';

/** Rows that change place more often than this cannot be read. */
const READABLE_MILLIS = 1_000;

/** What a component makes of the feed's newest frame, at most once a second. */
export function useLatest<T>(feed: PanelFeed, initial: T, read: (frame: Frame) => T): Signal<T> {
  const result = useSignal(initial);
  useEffect(() => {
    const tick = throttled(READABLE_MILLIS, () => {
      if (feed.frame) result.value = read(feed.frame);
    });
    const stop = feed.listen(() => tick.call());
    if (feed.frame) tick.call();
    return () => {
      stop();
      tick.cancel();
    };
    // `read` is a function of the panel, which decides the feed too.
  }, [feed]);
  return result;
}
