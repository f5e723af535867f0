import { callApi } from '../data/http';
import { parseDuration } from '../time/duration';

interface Targets {
  readonly activeTargets?: readonly { readonly scrapeInterval?: string }[];
}

/** Our own collectors measure once a second. */
const OWN_MILLIS = 1_000;

/**
 * Milliseconds between two samples of the slowest target: a window that is wide enough for it leaves
 * no gap in any graph.
 */
export async function scrapeInterval(): Promise<number> {
  const targets = await callApi<Targets>('targets?state=active').catch(() => null);
  const intervals = (targets?.activeTargets ?? []).map(
    ({ scrapeInterval: text }) => parseDuration(text) ?? OWN_MILLIS,
  );
  return Math.max(OWN_MILLIS, ...intervals);
}
