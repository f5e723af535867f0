import { seriousFindings } from './accessibility';
import { expect, parameter, test } from './page';

/** Sets apart what an earlier run has left on the server. */
const run = Date.now();

test('tries a rule on the past, and says where one is wrong', async ({ page }) => {
  await page.goto('/alerts?part=editor');
  const rule = page.getByRole('form', { name: 'Rule' });
  await rule.getByRole('textbox', { name: 'Name', exact: true }).fill('Loaded');
  const query = rule.getByRole('textbox', { name: 'Query' });
  await query.fill('node_load1 >= 0');
  await page.getByRole('spinbutton', { name: 'Days' }).fill('1');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Now: 1 alert');
  await page.getByRole('button', { name: 'Try it' }).click();
  const trial = page.getByRole('region', { name: 'Try the rule' });
  await expect(trial.getByRole('status')).toContainText('would have fired');
  await query.fill('node_load1 >');
  const note = rule.getByRole('alert');
  await expect(note).toContainText('could not parse expression');
  await expect(note.locator('pre')).toContainText('^');
});

test('a rule is saved, changed, brought back and deleted', async ({ page }) => {
  await page.goto('/alerts?part=editor');
  const rule = page.getByRole('form', { name: 'Rule' });
  await rule.getByRole('combobox', { name: 'Group' }).fill(`browser test ${run}`);
  await rule.getByRole('textbox', { name: 'Name', exact: true }).fill('Loaded');
  await rule.getByRole('textbox', { name: 'Query' }).fill('node_load1 > 1e6');
  await rule.getByRole('button', { name: 'Save rule' }).click();
  const group = page.getByRole('article', { name: `browser test ${run}` });
  await expect(group.getByRole('row')).toContainText('node_load1 > 1e6');

  await group.getByRole('button', { name: 'Edit' }).click();
  await rule.getByRole('textbox', { name: 'For', exact: true }).fill('1h');
  await rule.getByRole('textbox', { name: 'Query' }).fill('node_load1 > 2e6');
  await page.reload();
  await expect(rule.getByRole('textbox', { name: 'For', exact: true })).toHaveValue('1h');
  await rule.getByRole('button', { name: 'Save changes' }).click();
  await expect(group.getByRole('row')).toContainText('node_load1 > 2e6');

  await group.getByText('Version 2').click();
  await group.getByRole('button', { name: 'Restore' }).click();
  await expect(group.getByRole('row')).toContainText('node_load1 > 1e6');
  await expect(group).toContainText('Version 3');

  await group.getByRole('button', { name: 'Delete' }).click();
  await group.getByRole('button', { name: 'Delete: sure?' }).click();
  await expect(group).toHaveCount(0);
});

test('an alert is acknowledged and silenced', async ({ page, request }) => {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  await request.post('/api/v2/alerts', {
    data: [{ labels: { alertname: `FromABrowserTest${run}` }, endsAt }],
  });
  await page.goto('/alerts');
  const group = page.getByRole('article').filter({ hasText: `FromABrowserTest${run}` });
  await group.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(group).toContainText('takes care');
  await group.getByRole('button', { name: 'Silence', expanded: false }).click();
  await expect(group).toContainText('1 alert goes quiet now');
  await group.getByRole('textbox', { name: 'Why' }).fill('a test');
  await group.locator('form').getByRole('button', { name: 'Silence' }).click();
  await expect(group).toContainText('silenced');
  await page.getByRole('button', { name: 'Silences' }).click();
  expect(parameter(page, 'part')).toBe('silences');
  const row = page
    .getByRole('row')
    .filter({ hasText: `FromABrowserTest${run}` })
    .first();
  await row.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('another reason');
  await page.locator('form').getByRole('button', { name: 'Change' }).click();
  await expect(row).toContainText('another reason');
  await row.getByRole('button', { name: 'End' }).click();
  await expect(row).toContainText('expired');
});

test('a new silence says which alerts it is for', async ({ page, request, problems }) => {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  const labels = { alertname: `Quiet${run}`, host: 'db-1' };
  await request.post('/api/v2/alerts', { data: [{ labels, endsAt }] });
  await page.goto('/alerts?part=silences');
  await page.getByRole('button', { name: 'New silence' }).click();
  const form = page.locator('form');
  const matchers = form.getByRole('textbox', { name: 'Alerts with' });
  await matchers.fill(`alertname="Quiet${run}", host=~"db-(`);
  await expect(form.getByRole('alert')).toContainText('db-(');
  // The refusal is an answer with status 400.
  expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);
  await matchers.fill(`alertname="Quiet${run}", host=~"web-.*"`);
  await expect(form).toContainText('No alert that fires now goes quiet');
  await matchers.fill(`alertname="Quiet${run}", host=~"db-.*"`);
  await expect(form).toContainText('1 alert goes quiet now');
  await expect(form.getByRole('listitem')).toContainText('host=db-1');
  await form.getByRole('textbox', { name: 'Why' }).fill('a test');
  await form.getByRole('button', { name: 'Silence' }).click();
  await expect(page.getByRole('row').filter({ hasText: `Quiet${run}` })).toContainText('active');
});

test('an alert leads to its runbook, and that to where it fires', async ({ page, request }) => {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  const labels = { alertname: 'HostDiskFull', instance: `disk${run}` };
  const annotations = { summary: 'full', runbook_url: '/runbooks/infrastructure#hostdiskfull' };
  await request.post('/api/v2/alerts', { data: [{ labels, annotations, endsAt }] });
  await page.goto('/alerts');
  const row = page.getByRole('listitem').filter({ hasText: `disk${run}` });
  await row.getByRole('link', { name: 'Runbook' }).click();
  const advice = page.getByRole('article', { name: 'HostDiskFull' });
  await expect(advice).toBeInViewport();
  await expect(advice.getByRole('listitem')).toHaveCount(3);
  await expect(advice.getByRole('link', { name: 'Explore' })).toHaveAttribute('href', '/explore');
  expect(await seriousFindings(page)).toEqual([]);
  await advice.getByRole('link', { name: 'Where it fires now' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('alertname="HostDiskFull"');
  await row.getByRole('link', { name: 'Who is told' }).click();
  await expect(page.getByRole('table')).toContainText('told over console/console[0]');
});

test('says who would be told', async ({ page }) => {
  await page.goto('/alerts?part=routes');
  await page.getByRole('textbox', { name: 'Labels of an alert' }).fill('alertname=X');
  const tree = page.getByRole('list', { name: 'Routing tree' });
  await expect(tree).toContainText('all alerts');
  await expect(tree.locator('[aria-current]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Who would be told?' }).click();
  await expect(page.getByRole('table')).toContainText('told over console/console[0]');
  await expect(tree.locator('[aria-current]').filter({ hasText: 'console' })).not.toHaveCount(0);
});

test('a server that stands by says who tells people', async ({ page }) => {
  const message = 'this node, b, stands by; a owns notification since 2026-03-01T10:20:30Z';
  const duty = { isOwner: false, node: 'b', owner: 'a', nodes: ['a', 'b'], message };
  const alerting = page.getByRole('main');
  await page.goto('/alerts?part=routes');
  await expect(alerting.getByRole('textbox', { name: 'Labels of an alert' })).toBeVisible();
  await expect(alerting.getByRole('status')).toHaveCount(0);
  await page.route('**/api/v1/alerting/status', (route) =>
    route.fulfill({ json: { status: 'success', data: duty } }),
  );
  await page.reload();
  await expect(alerting.getByRole('status')).toHaveText(message);
  await page.getByRole('button', { name: 'Silences' }).click();
  await expect(alerting.getByRole('status')).toHaveText(message);
});

test('where nothing fires the page says what is watched, and leads to the rules', async ({
  page,
}) => {
  const answer = (path: string, groups: unknown[]) =>
    page.route(path, (route) => route.fulfill({ json: { status: 'success', data: { groups } } }));
  await answer('**/api/v1/alerting/groups?*', []);
  await answer('**/api/v1/rules?*', [
    { name: 'g', rules: [{ type: 'alerting', name: 'DiskFull' }] },
  ]);
  await page.goto('/alerts');
  const alerts = page.getByRole('region', { name: 'Alerts' });
  await expect(alerts).toContainText('1 rule watches: DiskFull.');
  await alerts.getByRole('link', { name: 'See the rules' }).click();
  expect(parameter(page, 'part')).toBe('rules');

  await answer('**/api/v1/rules?*', []);
  await page.goto('/alerts');
  await alerts.getByRole('link', { name: 'Switch on ready-made rules' }).click();
  expect(parameter(page, 'part')).toBe('packs');
});
