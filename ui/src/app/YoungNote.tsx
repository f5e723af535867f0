import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { describe, momentText } from '../time/range';
import { usePage } from './page';

/** As soon as this one sees that the data have grown up. */
const LOOK_AGAIN_MILLIS = 60_000;

/** Of a moment in a longer span the seconds are not told: the first point is not so exact. */
const HOUR = 3_600_000;

/** Says when the data begin where that explains an empty picture, and shows what there is. */
export function YoungNote() {
  const { playback } = usePage();
  const looks = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => looks.value++, LOOK_AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [looks]);
  void looks.value;
  const { young } = playback;
  if (!young) return null;
  const now = playback.now();
  return (
    <div class="young-note" role="status">
      <span>Data begin about {momentText(young.since, { from: young.since - HOUR, to: now })}</span>
      <button type="button" class="button" onClick={() => playback.show(young.range)}>
        Show the {describe(young.range, now).toLowerCase()}
      </button>
    </div>
  );
}
