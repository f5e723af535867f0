import { effect } from '@preact/signals';
import type { Page } from './page';

/** Marks what trails the clock as old while nothing new can come; the styles give it some seconds. */
export function markStale({ connection, playback }: Page): () => void {
  return effect(() => {
    const isTrailing = playback.span.value !== null && playback.heldAt.value === null;
    const isCut = connection.state.value.kind !== 'open';
    document.documentElement.classList.toggle('is-stale', isTrailing && isCut);
  });
}
