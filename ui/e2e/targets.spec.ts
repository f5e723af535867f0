import type { Page } from '@playwright/test';
import { seriousFindings } from './accessibility';
import { expect, parameter, test } from './page';

const ERROR = '10.0.0.3:9100: Connection refused';

function target(scrapePool: string, host: string, lastError = '') {
  return {
    scrapePool,
    scrapeUrl: `http://${host}:9100/metrics`,
    labels: { job: scrapePool, instance: host },
    health: lastError ? 'down' : 'up',
    lastError,
    lastScrape: new Date().toISOString(),
    lastScrapeDuration: 0.012,
    scrapeInterval: '15s',
  };
}

async function scrape(page: Page, activeTargets: readonly object[]): Promise<void> {
  const data = { activeTargets, droppedTargets: [], droppedTargetCounts: { node: 2 } };
  await page.route('**/api/v1/targets*', (route) =>
    route.fulfill({ json: { status: 'success', data } }),
  );
}

test('shows what does not answer first, and why', async ({ page }) => {
  await scrape(page, [target('api', 'a1'), target('node', 'n1'), target('node', 'n2', ERROR)]);
  await page.goto('/');
  await page.getByRole('link', { name: 'Targets' }).click();
  await expect(page.getByRole('main')).toContainText('3 in all, 1 down');
  const pools = page.getByRole('article');
  await expect(pools.nth(0)).toContainText('1 of 2 down');
  await expect(pools.nth(0)).toContainText('2 dropped by its rules');
  await expect(pools.nth(0).getByRole('row').nth(1)).toContainText(ERROR);
  await expect(pools.nth(1)).toContainText('1 up');
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Only those down' }).click();
  await expect(pools).toHaveCount(1);
  await expect(pools.getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Find targets' }).fill('n1');
  await expect(page.getByText('No such target is down')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No such target is down')).toBeVisible();
  expect(parameter(page, 'find')).toBe('n1');
});

test('shows so many targets of a job, the others when asked', async ({ page }) => {
  await scrape(
    page,
    Array.from({ length: 1_000 }, (_, index) => target('node', `n${index}`)),
  );
  await page.goto('/targets');
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByRole('button', { name: 'Show all 1000' }).click();
  await expect(page.getByRole('row')).toHaveCount(1_001);
});

test('says how targets get here where there are none', async ({ page }) => {
  await scrape(page, []);
  await page.goto('/targets');
  await expect(page.getByText('Nothing is scraped yet')).toBeVisible();
  await page.getByRole('link', { name: 'Browse the metrics' }).click();
  await expect(page).toHaveURL(/explore/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('fits the width', async ({ page }) => {
    await scrape(page, [target('node', `a-host-${'with-a-long-name-'.repeat(8)}`, ERROR)]);
    await page.goto('/targets');
    await expect(page.getByText(ERROR)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
