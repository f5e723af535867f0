import type { Page } from '@playwright/test';
import { expect, test } from './page';

/** Thousands of everything, as the server gives them: in pages. */
const MESSAGES = 2_500;

const answer = (page: Page, path: string, data: (asked: URLSearchParams) => unknown) =>
  page.route(path, (route) =>
    route.fulfill({
      json: { status: 'success', data: data(new URL(route.request().url()).searchParams) },
    }),
  );

const delivery = (number: number) => ({
  id: `m${number}`,
  channel: 'ops/webhook[0]',
  groupLabels: { alertname: `Disk${number}` },
  status: 'firing',
  reason: 'first notification',
  state: 'told',
  createdAt: 1_772_360_430 - number,
  attempts: 1,
  detail: '',
});

test('a long history is read in parts, and never all of it at once', async ({ page }) => {
  await answer(page, '**/api/v1/alerting/history?*', (asked) => {
    const from = asked.has('before') ? Number(asked.get('before')!.slice(1)) + 1 : 0;
    const to = Math.min(MESSAGES, from + Number(asked.get('limit')));
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    return {
      deliveries: numbers.map(delivery),
      next: to < MESSAGES ? `m${to - 1}` : null,
    };
  });
  await page.goto('/alerts?part=history');
  const history = page.getByRole('region', { name: 'History' });
  const rows = history.locator('tbody tr');
  await expect(rows).toHaveCount(200);
  await expect(history).toContainText('the newest 200');
  for (const count of [400, 600, 800, 1_000]) {
    await history.getByRole('button', { name: 'Show more' }).click();
    await expect(rows).toHaveCount(count);
  }
  await history.getByRole('button', { name: 'Show older' }).click();
  await expect(rows).toHaveCount(200);
  await expect(rows.first()).toContainText('Disk1000');
  await history.getByRole('button', { name: 'Back to the newest' }).click();
  await expect(rows.first()).toContainText('Disk0');
});

test('of thousands of rules those are found that somebody looks for', async ({ page }) => {
  const none = { all: 0, firing: 0, pending: 0, unhealthy: 0, paused: 0 };
  const group = (name: string, counts: Partial<typeof none>) => ({
    name,
    file: 'rules.yml',
    origin: 'file',
    interval: 15,
    evaluationTime: 0.01,
    rules: { ...none, ...counts },
    found: counts.all ?? 0,
  });
  const rule = (index: number) => ({
    type: 'alerting',
    name: `Threshold${index}`,
    query: 'up == 0',
    labels: {},
    health: 'ok',
    state: index === 7 ? 'firing' : 'inactive',
    evaluationTime: 0.001,
  });
  await answer(page, '**/api/v1/alerting/rule-groups?*', (asked) => {
    const search = asked.get('search');
    const groups = Array.from({ length: 100 }, (_, index) => group(`g${index}`, { all: 100 }));
    groups[3] = group('g3', { all: 100, firing: 1 });
    return search === ''
      ? { groups, groupCount: 200, rules: { ...none, all: 20_000, firing: 1 } }
      : {
          groups: [group('g3', { all: 11, firing: 1 })],
          groupCount: 1,
          rules: { ...none, all: 11, firing: 1 },
        };
  });
  await answer(page, '**/api/v1/rules?*', () => ({
    groups: [{ ...group('g3', {}), rules: Array.from({ length: 150 }, (_, index) => rule(index)) }],
  }));
  await page.goto('/alerts?part=rules');
  const rules = page.getByRole('region', { name: 'Rules' });
  await expect(rules.getByRole('article')).toHaveCount(100);
  await expect(rules.getByRole('row')).toHaveCount(0);
  await expect(rules).toContainText('100 of 200 groups');
  await expect(rules.getByRole('button', { name: 'Firing 1' })).toBeVisible();

  const group3 = rules.getByRole('article', { name: 'g3', exact: true });
  await group3.getByRole('heading').click();
  await expect(group3.getByRole('row')).toHaveCount(100);
  await group3.getByRole('button', { name: 'Show all 150' }).click();
  await expect(group3.getByRole('row')).toHaveCount(150);

  await rules.getByRole('searchbox', { name: 'Find rules' }).fill('threshold7');
  await expect(rules.getByRole('article')).toHaveCount(1);
  await expect(group3.getByRole('row')).toHaveCount(11);
  await rules.getByRole('button', { name: 'Firing 1' }).click();
  await expect(group3.getByRole('row')).toHaveCount(1);
  await expect(group3.getByRole('row')).toContainText('Threshold7');
});
