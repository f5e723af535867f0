import { useEffect, useMemo } from 'preact/hooks';
import { usePage } from '../app/page';
import { PanelFeed } from '../data/feed';
import { parseDuration } from '../time/duration';
import { KINDS } from './kinds/kinds';
import { isInstant } from './kinds/read';
import type { Panel, PanelQuery } from './model';
import { hasOwnTime, PanelMoments } from './panelMoments';
import type { BoardScope } from './scope';

/** What is not pushed is asked for again this often. */
const ASK_AGAIN_MILLIS = 15_000;

/** Brings a panel's data, and says which times they are of. */
export interface PanelData {
  readonly feed: PanelFeed;
  /** Null where the panel shows what the page does. */
  readonly own: PanelMoments | null;
}

/** The data of a panel; another panel, scope or kind makes another feed. */
export function usePanelData(panel: Panel, scope: BoardScope): PanelData {
  const page = usePage();
  // Native histograms are not pushed, and neither is what trails the clock by hours.
  const time = JSON.stringify(panel.time);
  const own = useMemo(() => {
    const { playback } = page;
    return hasOwnTime(panel.time, playback.now()) ? new PanelMoments(playback, panel.time) : null;
  }, [time, page]);
  const isPolled = panel.kind === 'heatmap' || (own?.offset ?? 0) > 0;
  const asked = JSON.stringify([askedQueries(panel), panel.step, isPolled, isFigure(panel)]);
  const feed = useMemo(() => {
    const queries = askedQueries(panel);
    const steps = [panel.step, ...queries.map(({ step }) => step)];
    return new PanelFeed(
      {
        queries: queries.map(({ ref, expr = '' }) => ({ ref, expr })),
        isInstant: isInstant(panel),
        isFigure: isFigure(panel),
        leastStep: Math.max(0, ...steps.map((step) => parseDuration(step) ?? 0)),
      },
      {
        connection: page.connection,
        views: page.views,
        moments: own ?? page.playback,
        isWatched: page.isWatched,
        scope: isPolled ? scope.asked() : scope,
      },
    );
  }, [asked, own, scope, page]);
  useEffect(() => {
    const timer = isPolled ? setInterval(() => feed.refresh(), ASK_AGAIN_MILLIS) : undefined;
    return () => {
      clearInterval(timer);
      feed.close();
    };
  }, [feed]);
  return { feed, own };
}

/** The queries of a panel that can be asked here and are switched on. */
export function askedQueries({ queries = [] }: Panel): readonly PanelQuery[] {
  return queries.filter(
    ({ expr, hidden, language }) => expr?.trim() && !hidden && language !== 'other',
  );
}

/** Whether a panel shows what there is now rather than how it came to be. */
function isFigure(panel: Panel): boolean {
  return (KINDS[panel.kind]?.isFigures ?? false) || panel.kind === 'pie' || isInstant(panel);
}
