import { callApi } from '../data/http';

/** Something that is scraped, as the server's API tells of it. */
export interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly lastScrape: string;
  /** Seconds. */
  readonly lastScrapeDuration: number;
  readonly scrapeInterval: string;
}

export interface TargetList {
  readonly activeTargets: readonly Target[];
  readonly droppedTargetCounts: Readonly<Record<string, number>>;
}

/** The targets of one job, those that do not answer first. */
export interface Pool {
  readonly name: string;
  readonly targets: readonly Target[];
  /** Of all its targets, also of those that are not looked for. */
  readonly total: number;
  readonly up: number;
  readonly down: number;
  readonly dropped: number;
}

/** Which targets somebody looks for. */
export interface Wanted {
  readonly text: string;
  readonly isDownOnly: boolean;
}

const ORDER = { down: 0, unknown: 1, up: 2 };

export const listTargets = () => callApi<TargetList>('targets');

/** The pools with a target that is looked for, those with a target that is down first. */
export function poolsOf(
  { activeTargets, droppedTargetCounts }: TargetList,
  wanted: Wanted,
): Pool[] {
  const byPool = new Map<string, Target[]>();
  for (const target of activeTargets) {
    const pool = byPool.get(target.scrapePool);
    if (pool) pool.push(target);
    else byPool.set(target.scrapePool, [target]);
  }
  return [...byPool]
    .map(([name, all]) => ({
      name,
      targets: all
        .filter((target) => matches(target, wanted))
        .toSorted((a, b) => ORDER[a.health] - ORDER[b.health]),
      total: all.length,
      up: all.filter(({ health }) => health === 'up').length,
      down: all.filter(isDown).length,
      dropped: droppedTargetCounts[name] ?? 0,
    }))
    .filter(({ targets }) => targets.length > 0)
    .toSorted(
      (a, b) => Number(b.down > 0) - Number(a.down > 0) || a.name.localeCompare(b.name, 'en'),
    );
}

export const isDown = ({ health }: Target) => health === 'down';

function matches(target: Target, { text, isDownOnly }: Wanted): boolean {
  if (isDownOnly && !isDown(target)) return false;
  const where = [target.scrapePool, target.scrapeUrl, target.lastError, ...pairsOf(target.labels)];
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => where.some((place) => place.toLowerCase().includes(word)));
}

const pairsOf = (labels: Target['labels']) =>
  Object.entries(labels).map(([name, value]) => `${name}=${value}`);

/** When a target was last asked, in milliseconds since 1970; null if it was not yet. */
export function lastScrapeOf({ lastScrape }: Target): number | null {
  const time = Date.parse(lastScrape);
  // Go's zero time says "never".
  return time > 0 ? time : null;
}
