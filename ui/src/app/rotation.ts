import { effect } from '@preact/signals';
import { parseDuration } from '../time/duration';
import type { Page } from './page';

const USUAL_MILLIS = 30_000;
/** Faster than this nobody can read a wall. */
const SHORTEST_MILLIS = 5_000;

/** The board that follows in a list of uids; the first one after the last. */
export function nextBoard(list: readonly string[], path: string): string | null {
  if (list.length === 0) return null;
  const at = list.findIndex((uid) => path === `/d/${uid}`);
  return list[(at + 1) % list.length];
}

/** On a wall, shows the boards of the address one after the other: `?kiosk&boards=a,b&every=30s`. */
export function rotate({ location, isWatched }: Page): () => void {
  return effect(() => {
    const list = (location.parameter('boards') ?? '').split(',').filter(Boolean);
    if (!location.isKiosk.value || list.length < 2) return undefined;
    const every = parseDuration(location.parameter('every') ?? undefined) ?? USUAL_MILLIS;
    const path = location.path.value;
    const timer = setTimeout(
      () => {
        const next = nextBoard(list, path);
        if (next && isWatched.peek()) location.open(`/d/${next}`);
      },
      Math.max(SHORTEST_MILLIS, every),
    );
    return () => clearTimeout(timer);
  });
}
