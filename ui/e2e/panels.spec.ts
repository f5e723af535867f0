import { seriousFindingsInAllThemes } from './accessibility';
import { SMALL, store } from './boards';
import { drawn, expect, panel, test } from './page';

test.beforeEach(async ({ page, stand }) => {
  const schema = await page.request.get(`${stand.url}/api/v1/dashboards/schema`);
  test.skip(!schema.ok(), 'this server keeps no dashboards');
});

function wide(element: Record<string, unknown>) {
  return {
    ...SMALL,
    elements: { one: element },
    layout: { kind: 'grid', items: [{ element: 'one', x: 0, y: 0, w: 12, h: 9 }] },
  };
}

const CPU = 'avg by (mode) (rate(node_cpu_seconds_total[$__rate_interval]))';

test('draws bars by category, and hides one by its name', async ({ page }) => {
  const uid = await store(
    page,
    wide({
      kind: 'barchart',
      title: 'Modes',
      queries: [{ ref: 'A', expr: CPU, legend: '{{mode}}' }],
      options: { stacking: 'percent', legend: { mode: 'list', placement: 'bottom' } },
      step: '30s',
    }),
  );
  await page.goto(`/d/${uid}`);
  const bars = panel(page, 'one').locator('rect.bar');
  await expect.poll(() => bars.count()).toBeGreaterThan(3);
  // A young server has figures of the last moments only: those on the right.
  const plot = panel(page, 'one').locator('.bar-plot');
  const { width, height } = (await plot.boundingBox())!;
  await plot.hover({ position: { x: 0.96 * width, y: 0.5 * height } });
  await expect(page.locator('.tooltip')).toContainText('user');
  const before = await bars.count();
  const user = panel(page, 'one').getByRole('button', { name: 'user' });
  await user.click({ modifiers: ['Control'] });
  await expect(user).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => bars.count()).toBeLessThan(before);
});

test('counts values in a histogram', async ({ page }) => {
  const uid = await store(
    page,
    wide({
      kind: 'histogram',
      title: 'Loads',
      queries: [{ ref: 'A', expr: 'node_load1', legend: 'load' }],
      options: { bucketCount: 10 },
    }),
  );
  await page.goto(`/d/${uid}`);
  await expect(panel(page, 'one').locator('rect.bar').first()).toBeVisible();
  expect(await panel(page, 'one').locator('rect.bar').count()).toBeLessThan(13);
});

test('shows an earlier time on one panel only, and says so', async ({ page }) => {
  const spec = {
    ...SMALL,
    elements: { ...SMALL.elements, one: { ...SMALL.elements.one, time: { from: '1m' } } },
  };
  const uid = await store(page, spec);
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  await expect(panel(page, 'one').locator('.panel-time')).toHaveText(/Last minute/);
  await expect(panel(page, 'two').locator('.panel-time')).toHaveCount(0);
  await page.goto(`/d/${uid}?from=1700000000000&to=1700000300000`);
  await expect(panel(page, 'one')).toBeVisible();
  await expect(panel(page, 'one').locator('.panel-time')).toHaveCount(0);
});

test('sorts and renames columns in forms', async ({ page }) => {
  const uid = await store(
    page,
    wide({
      kind: 'table',
      title: 'Devices',
      queries: [
        {
          ref: 'A',
          expr: CPU,
          format: 'table',
          instant: true,
        },
      ],
    }),
  );
  await page.goto(`/d/${uid}?edit&element=one`);
  await expect(panel(page, 'one').getByRole('columnheader', { name: 'Value' })).toBeVisible();
  await page.getByLabel('Add a transformation').selectOption('organize');
  await page.getByLabel('Another name for Value').fill('seconds');
  await expect(panel(page, 'one').getByRole('columnheader', { name: 'seconds' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Time' }).click();
  await expect(panel(page, 'one').getByRole('columnheader', { name: 'Time' })).toHaveCount(0);
  await page.getByLabel('Add a transformation').selectOption('limit');
  await page.getByLabel('Rows at most').fill('2');
  await expect(panel(page, 'one').locator('tbody tr')).toHaveCount(2);
});

test('takes up what somebody else saves while it is open', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  const answer = await page.request.get(`/api/v1/dashboards/${uid}`);
  const { data } = (await answer.json()) as { data: { spec: typeof SMALL } };
  const changed = {
    ...data,
    spec: {
      ...data.spec,
      elements: { ...SMALL.elements, one: { ...SMALL.elements.one, title: 'Theirs' } },
    },
  };
  const saved = await page.request.put(`/api/v1/dashboards/${uid}?message=theirs`, {
    data: changed,
    headers: { 'If-Match': '"1"' },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await expect(panel(page, 'one').locator('h3')).toHaveText('Theirs');
  await expect(page.locator('.toast')).toContainText('version 2');
});

test('shows one panel for a frame in another page', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}?kiosk=embed&panel=two&theme=light`);
  await drawn(panel(page, 'two'));
  await expect(page.locator('[data-panel]')).toHaveCount(1);
  await expect(page.locator('header.header, .kiosk-bar, .board-bar')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(
    true,
  );
});

test('asks now and then for more series than are pushed, and says so', async ({ page }) => {
  const crowd = `crowd_${Date.now()}`;
  const lines = Array.from({ length: 1_100 }, (_, i) => `${crowd},cell=c${i} value=${i}`);
  const written = await page.request.post('/api/v2/write', { data: lines.join('\n') });
  expect(written.ok(), await written.text()).toBe(true);
  const uid = await store(
    page,
    wide({ kind: 'timeseries', title: 'Crowd', queries: [{ ref: 'A', expr: crowd }] }),
  );
  await page.goto(`/d/${uid}`);
  const one = panel(page, 'one');
  await expect(one).toContainText('Not live, every 30 s');
  await expect(one).toContainText('more series are not shown');
  // The panel's menu, which comes with the pointer, leaves the notice free.
  await one.hover();
  await one.getByRole('button', { name: 'more than 1000 series' }).click();
  await expect(page.getByText('raise stream.max-series')).toBeVisible();
});

test('tells a series that has ended from one that lives, and both can be read', async ({
  page,
}) => {
  const name = `ended_${Date.now()}`;
  const ended = BigInt(Date.now() - 420_000) * 1_000_000n;
  const lines = [`${name},part=old value=1 ${ended}`, `${name},part=young value=2`];
  const written = await page.request.post('/api/v2/write', { data: lines.join('\n') });
  expect(written.ok(), await written.text()).toBe(true);
  const board = wide({ kind: 'timeseries', title: 'Ended', queries: [{ ref: 'A', expr: name }] });
  const uid = await store(page, { ...board, time: { from: 'now-15m', to: 'now' } });
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  await expect(panel(page, 'one').locator('.is-stale')).toHaveText(/old/);
  expect(await seriousFindingsInAllThemes(page)).toEqual([]);
});
