import { expect, parameter, test } from './page';

test('tries a rule on the past, and says where one is wrong', async ({ page, problems }) => {
  await page.goto('/alerts?part=try');
  const rule = page.getByRole('textbox', { name: 'Rule' });
  await rule.fill('alert: Loaded\nexpr: node_load1 >= 0');
  await page.getByRole('spinbutton', { name: 'Days' }).fill('1');
  await page.getByRole('button', { name: 'Try it' }).click();
  const trial = page.getByRole('region', { name: 'Try a rule' });
  await expect(trial.getByRole('status')).toContainText('would have fired');
  await rule.fill('alert: Loaded\nexpr: node_load1 >');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('alert')).toContainText('could not parse expression');
  // The refusal itself is an answer with status 400.
  expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);
});

test('an alert is acknowledged and silenced', async ({ page, request }) => {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  await request.post('/api/v2/alerts', {
    data: [{ labels: { alertname: 'FromABrowserTest' }, endsAt }],
  });
  await page.goto('/alerts');
  const group = page.getByRole('article').filter({ hasText: 'FromABrowserTest' });
  await group.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(group).toContainText('takes care');
  await group.getByRole('button', { name: 'Silence', expanded: false }).click();
  await expect(group).toContainText('1 alerts go quiet now');
  await group.getByRole('textbox', { name: 'Why' }).fill('a test');
  await group.locator('form').getByRole('button', { name: 'Silence' }).click();
  await expect(group).toContainText('silenced');
  await page.getByRole('button', { name: 'Silences' }).click();
  expect(parameter(page, 'part')).toBe('silences');
  const row = page.getByRole('row').filter({ hasText: 'FromABrowserTest' }).first();
  await row.getByRole('button', { name: 'End' }).click();
  await expect(row).toContainText('expired');
});

test('says who would be told', async ({ page }) => {
  await page.goto('/alerts?part=routes');
  await page.getByRole('textbox', { name: 'Labels of an alert' }).fill('alertname=X');
  await page.getByRole('button', { name: 'Who would be told?' }).click();
  await expect(page.getByRole('table')).toContainText('told over console/console[0]');
});
