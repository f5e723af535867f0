import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { seriousFindings } from './accessibility';
import { expect, parameter, test } from './page';

test.beforeEach(async ({ request, stand }) => {
  const known = await request.get(`${stand.url}/api/v1/alerting/on-call`);
  test.skip(!known.ok(), 'this server tells nobody of alerts');
});

test('plans maintenance every week, and names it where somebody asks why', async ({
  page,
  request,
}) => {
  await page.goto('/alerts?part=maintenance');
  const form = page.getByRole('form', { name: 'New maintenance window' });
  await form.getByLabel('Name', { exact: true }).fill('Spring cleaning');
  await form.getByLabel('Alerts with').fill('job="attic"');
  await form.getByRole('button', { name: 'Sun' }).click();
  await form.getByLabel('At', { exact: true }).fill('03:30');
  await form.getByLabel('For', { exact: true }).fill('45m');
  await form.getByRole('button', { name: 'Add window' }).click();
  const card = page.getByRole('article').filter({ hasText: 'Spring cleaning' });
  await expect(card).toContainText('Sat, Sun at 03:30 for 45m');
  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(card).toHaveCount(0);

  await request.post('/api/v1/alerting/maintenance', {
    data: { name: 'Moving the attic', owner: 'Ada', matchers: 'job="attic"', for: '10m' },
  });
  await page.goto('/alerts?part=routes');
  await page.getByRole('textbox', { name: 'Labels of an alert' }).fill('alertname=X job=attic');
  await page.getByRole('button', { name: 'Who would be told?' }).click();
  await expect(page.getByRole('table')).toContainText(
    'not told: maintenance: Moving the attic, by Ada',
  );
});

test('says who is on call, and whom an escalation tells', async ({ page, problems }) => {
  await page.goto('/alerts?part=on-call');
  const rota = page.getByRole('form', { name: 'Rota' });
  await rota.getByLabel('Name', { exact: true }).fill('attic');
  await rota.getByLabel('People').fill('Ada = nobody');
  await rota.getByRole('button', { name: 'Save rota' }).click();
  await expect(rota).toContainText('there is no receiver "nobody"');
  await rota.getByLabel('People').fill('Ada = console\nBo = console');
  await rota.getByRole('button', { name: 'Save rota' }).click();
  const card = page.getByRole('article').filter({ hasText: 'in attic' });
  await expect(card.getByRole('heading')).toContainText(/Ada|Bo/);
  await expect(card.getByRole('list', { name: 'Shifts of attic' })).toContainText('Bo');

  const policy = page.getByRole('form', { name: 'Escalation policy' });
  await policy.getByLabel('Name', { exact: true }).fill('attic policy');
  await policy.getByLabel('If nobody acknowledges').fill('ask Ada');
  await policy.getByRole('button', { name: 'Save policy' }).click();
  await expect(policy).toContainText('is no step');
  await policy.getByLabel('If nobody acknowledges').fill('5m rota attic\n15m receiver console');
  await policy.getByRole('button', { name: 'Save policy' }).click();
  const steps = page.getByRole('article').filter({ hasText: 'attic policy' });
  await expect(steps).toContainText('after 5m: whoever is on call in attic');
  await steps.getByRole('button', { name: 'Remove' }).click();
  await expect(steps).toHaveCount(0);
  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(card).toHaveCount(0);
  // The refusal is an answer with status 400.
  expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);
});

test('sends a test over a channel', async ({ page }) => {
  await page.goto('/alerts?part=channels');
  const channel = page.getByRole('article', { name: 'console/console[0]' });
  await channel.getByRole('button', { name: 'Send a test' }).click();
  await expect(channel.getByRole('status')).toContainText('The test arrived after');
});

test('adds a channel, tries it, and hears of an alert over it, without leaving the page', async ({
  page,
  request,
  problems,
}) => {
  const slack = await recordingSlack();
  await page.goto('/alerts?part=channels');
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const form = page.getByRole('form', { name: 'New channel' });
  await form.getByLabel('Kind').selectOption('Discord');
  await form.getByLabel('Name', { exact: true }).fill('shed log');
  await form.getByLabel('Webhook address').fill('no address');
  await form.getByRole('button', { name: 'Add channel' }).click();
  await expect(form.getByRole('alert')).toContainText('"Webhook address" is no URL');
  // The refusal is an answer with status 400.
  expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);

  await form.getByLabel('Kind').selectOption('Slack');
  await form.getByLabel('Webhook address').fill(slack.address);
  await form.getByLabel('Told of alerts with').fill('job="shed"');
  await form.getByRole('button', { name: 'Send a test' }).click();
  await expect(form.getByRole('status')).toContainText('The test arrived after');
  expect(slack.heard()).toContain('MuninnTest');
  await form.getByRole('button', { name: 'Add channel' }).click();
  const card = page.getByRole('article', { name: 'shed log/slack[0]' });
  await expect(card).toContainText('told of job="shed"');

  const alertname = `Rain ${Date.now()}`;
  await request.post('/api/v2/alerts', { data: [{ labels: { alertname, job: 'shed' } }] });
  await expect.poll(slack.heard, { timeout: 30_000 }).toContain(alertname);
  await expect(card).toContainText('works', { timeout: 30_000 });

  await card.getByRole('button', { name: 'Change' }).click();
  const change = page.getByRole('form', { name: 'Change shed log' });
  await change.getByLabel('Told of alerts with').fill('job="cellar"');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(card).toContainText('told of job="cellar"');
  await card.getByRole('button', { name: 'Delete' }).click();
  await card.getByRole('button', { name: 'Delete: sure?' }).click();
  await expect(card).toHaveCount(0);
  slack.close();
});

/** Takes messages as Slack's webhooks do. */
async function recordingSlack() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      bodies.push(body);
      response.end('ok');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/services/T0/B0/x`,
    heard: () => bodies.join('\n'),
    close: () => server.close(),
  };
}

test('the parts of alerting stand in one row, and the current one is in sight', async ({
  page,
}) => {
  await page.goto('/alerts?part=report');
  const parts = page.getByRole('navigation', { name: 'Parts of alerting' });
  const field = page.getByLabel('You are');
  const [row, beside] = [(await parts.boundingBox())!, (await field.boundingBox())!];
  expect(row.height).toBeLessThan(50);
  expect(beside.y).toBeLessThan(row.y + row.height);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(parts.getByRole('button', { name: 'Report' })).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByRole('link', { name: 'Alerts' })).toBeInViewport({ ratio: 0.9 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('alerts are taken care of with the keyboard alone', async ({ page, request }) => {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  await request.post('/api/v2/alerts', {
    data: [{ labels: { alertname: 'ByKeyboardOnly' }, endsAt }],
  });
  await page.goto('/alerts');
  const group = page.getByRole('article').filter({ hasText: 'ByKeyboardOnly' });
  await tabTo(page, group.getByRole('button', { name: 'Acknowledge' }));
  await page.keyboard.press('Enter');
  await expect(group).toContainText('takes care');
  await page.goto('/alerts');
  await tabTo(page, page.getByRole('button', { name: 'Routes' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('textbox', { name: 'Labels of an alert' }));
  await page.keyboard.type('alertname=ByKeyboardOnly');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toContainText('console');
});

/** Goes on by the Tab key until the focus is there, and seen to be. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 80 && !(await isThere()); steps++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
  const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe('none');
}

test('a page without anything to show leads on', async ({ page }) => {
  await page.goto('/alerts?part=history');
  const start = page.getByText('Nobody was told anything');
  const told = page.getByRole('row').first();
  await expect(start.or(told)).toBeVisible();
  test.skip(await told.isVisible(), 'somebody was told of something on this server');
  await page.getByRole('link', { name: 'Test a channel' }).click();
  expect(parameter(page, 'part')).toBe('channels');
});

const PARTS =
  'alerts incidents silences maintenance on-call rules packs editor routes channels history report'.split(
    ' ',
  );
for (const part of PARTS) {
  test(`the part ${part} can be used without eyes`, async ({ page }) => {
    await page.goto(`/alerts?part=${part}`);
    await expect(page.getByRole('region').first()).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });
}
