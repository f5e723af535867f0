import { effect, type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../../app/page';
import type { Palette } from '../../chart/palette';
import { throttled } from '../../chart/scheduler';
import type { PanelFeed } from '../../data/feed';
import type { Frame } from '../../data/frame';

/** Numbers that change more often than this cannot be read. */
const READABLE_MILLIS = 500;

/** What a picture makes of the feed's newest frame and the theme's colours. */
export function useFrame<T>(
  feed: PanelFeed,
  dependencies: readonly unknown[],
  read: (frame: Frame, palette: Palette) => T,
): Signal<T | null> {
  const { theme } = usePage();
  const result = useSignal<T | null>(null);
  useEffect(() => {
    const tick = throttled(READABLE_MILLIS, () => {
      if (feed.frame) result.value = read(feed.frame, theme.palette.peek());
    });
    const stop = feed.listen(() => tick.call());
    const stopTheme = effect(() => {
      void theme.palette.value;
      tick.call();
    });
    return () => {
      stop();
      stopTheme();
      tick.cancel();
    };
  }, [feed, ...dependencies]);
  return result;
}
