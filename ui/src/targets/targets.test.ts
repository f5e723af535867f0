import { describe, expect, it } from 'vitest';
import { lastScrapeOf, poolsOf, type Target } from './targets';

const ALL = { text: '', isDownOnly: false };

function target(scrapePool: string, host: string, changes: Partial<Target> = {}): Target {
  return {
    scrapePool,
    scrapeUrl: `http://${host}:9100/metrics`,
    labels: { job: scrapePool, instance: `${host}:9100` },
    health: 'up',
    lastError: '',
    lastScrape: '2026-03-01T10:20:30Z',
    lastScrapeDuration: 0.02,
    scrapeInterval: '15s',
    ...changes,
  };
}

const refused = { health: 'down', lastError: 'connection refused' } as const;
const list = {
  activeTargets: [
    target('api', 'a1'),
    target('node', 'n1'),
    target('node', 'n2', refused),
    target('node', 'n3', { health: 'unknown', lastScrape: '0001-01-01T00:00:00Z' }),
  ],
  droppedTargetCounts: { node: 3 },
};

const hostsOf = (pools: ReturnType<typeof poolsOf>) =>
  pools.flatMap(({ targets }) => targets.map(({ labels }) => labels['instance']));

describe('poolsOf', () => {
  it('has what does not answer first', () => {
    const pools = poolsOf(list, ALL);
    expect(pools.map(({ name }) => name)).toEqual(['node', 'api']);
    expect(hostsOf(pools)).toEqual(['n2:9100', 'n3:9100', 'n1:9100', 'a1:9100']);
  });

  it('counts all targets of a pool, whatever is looked for', () => {
    const [pool] = poolsOf(list, { text: 'n1', isDownOnly: false });
    expect(pool).toMatchObject({ name: 'node', total: 3, up: 1, down: 1, dropped: 3 });
    expect(pool.targets).toHaveLength(1);
  });

  it.each([
    ['refused', ['n2:9100']],
    ['JOB=api', ['a1:9100']],
    ['node n3', ['n3:9100']],
    ['node a1', []],
  ])('finds by name, label and error: %s', (text, hosts) =>
    expect(hostsOf(poolsOf(list, { text, isDownOnly: false }))).toEqual(hosts),
  );

  it('leaves out what answers', () =>
    expect(hostsOf(poolsOf(list, { text: '', isDownOnly: true }))).toEqual(['n2:9100']));
});

describe('lastScrapeOf', () => {
  it('knows targets that were not asked yet', () => {
    expect(lastScrapeOf(list.activeTargets[0])).toBe(Date.UTC(2026, 2, 1, 10, 20, 30));
    expect(lastScrapeOf(list.activeTargets[3])).toBeNull();
  });
});
