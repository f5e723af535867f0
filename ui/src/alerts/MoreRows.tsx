import type { Signal } from '@preact/signals';
import { canGrow, FIRST_PLACE, onward, type Place } from './paging';

interface MoreRowsProps {
  readonly place: Signal<Place>;
  /** Rows that are drawn. */
  readonly shown: number;
  /** Where the list goes on; null at its end. */
  readonly next: string | null;
}

/** Leads on in a list that is shown in parts, and back to its begin. */
export function MoreRows({ place, shown, next }: MoreRowsProps) {
  const { before } = place.value;
  if (next === null && !before) return null;
  return (
    <p class="more-rows">
      {before && (
        <button type="button" class="button" onClick={() => (place.value = FIRST_PLACE)}>
          Back to the newest
        </button>
      )}
      {next !== null && (
        <button
          type="button"
          class="button"
          onClick={() => (place.value = onward(place.value, shown, next))}
        >
          {canGrow(place.value, shown) ? 'Show more' : 'Show older'}
        </button>
      )}
      <span class="hint">{shownText(shown, before !== '', next !== null)}</span>
    </p>
  );
}

function shownText(shown: number, isLater: boolean, hasMore: boolean): string {
  if (isLater) return hasMore ? `${shown} older ones` : `the oldest ${shown}`;
  return `the newest ${shown}`;
}
