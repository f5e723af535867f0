import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../app/page';
import type { PanelFeed } from '../data/feed';
import { useLatest } from '../panels/useLatest';
import { format } from '../units/units';
import { beginningOf } from './beginning';
import { EARLIER, hasEarlier, shifted } from './compare';

interface EarlierNoteProps {
  readonly expr: string;
  readonly earlier: string;
  readonly feed: PanelFeed;
}

/** Says why there is no curve of some time ago, if there is none. */
export function EarlierNote({ expr, earlier, feed }: EarlierNoteProps) {
  const { playback } = usePage();
  const isThere = useLatest(feed, true, hasEarlier);
  const reason = useSignal('');
  const words = EARLIER.find(([offset]) => offset === earlier)?.[1];
  const isMissing = feed.state.value.kind === 'ready' && !isThere.value;
  useEffect(() => {
    reason.value = '';
    if (!isMissing) return undefined;
    let isOutdated = false;
    const shown = playback.interval();
    const then = shifted(shown, earlier);
    beginningOf(expr, { from: then.from, to: shown.to }).then(
      (began) => {
        if (isOutdated || began === null) return;
        reason.value =
          began > then.to
            ? `: these data begin at ${moment(began)}`
            : `: there is no value from ${moment(then.from)} to ${moment(then.to)}`;
      },
      () => {
        // That there is nothing is said all the same.
      },
    );
    return () => {
      isOutdated = true;
    };
  }, [expr, earlier, isMissing, playback.range.value]);
  if (!isMissing || !words) return null;
  return (
    <p class="explore-earlier" role="status">
      Nothing from {words}
      {reason.value}.
    </p>
  );
}

function moment(millis: number): string {
  return format(millis, 'dateTimeAsIso');
}
