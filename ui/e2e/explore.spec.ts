import { drawn, expect, panel, parameter, picture, test } from './page';

test('asks a query and shows its graph and values', async ({ page }) => {
  await page.goto('/explore');
  const query = page.getByRole('textbox', { name: 'Query' });
  await query.click();
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('node_load1');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await drawn(panel(page, 'explore'));
  expect(parameter(page, 'expr')).toBe('node_load1');
  await expect(page.getByRole('group', { name: 'Values' }).locator('tbody tr')).not.toHaveCount(0);
  const before = await picture(panel(page, 'explore'));
  await expect.poll(() => picture(panel(page, 'explore'))).not.toBe(before);
});

test('completes names', async ({ page }) => {
  await page.goto('/explore');
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('node_loa');
  await expect(page.getByRole('listbox')).toContainText('node_load1');
});

test('underlines what is no query, and says it to who asks by F8', async ({ page }) => {
  await page.goto('/explore');
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('foo{job=');
  await page.keyboard.press('Escape');
  await expect(page.locator('.cm-mistake')).not.toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(page.locator('.cm-mistake-note')).not.toBeEmpty();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('node_load1');
  await expect(page.locator('.cm-mistake')).toHaveCount(0);
});

test('says where a query is wrong', async ({ page, problems }) => {
  await page.goto('/explore');
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('sum(node_load1) syntax_error');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run' }).click();
  const note = page.getByRole('alert');
  await expect(note).toContainText('parse error');
  await expect(note.locator('pre')).toContainText('^');
  // The refusal itself is an answer with status 400.
  const expected = problems.splice(0).filter((each) => !/400/.test(each));
  expect(expected).toEqual([]);
});

test('finds metrics by name', async ({ page }) => {
  await page.goto('/explore');
  await page.getByRole('button', { name: 'Metrics' }).click();
  await page.getByRole('searchbox', { name: 'Search metrics' }).fill('node load1');
  await page.getByRole('button', { name: /^node_load1\b/ }).click();
  await drawn(panel(page, 'explore'));
  expect(parameter(page, 'expr')).toBe('node_load1');
});

test('takes over a query from a board', async ({ page }) => {
  await page.goto('/');
  await drawn(panel(page, 'load-average'));
  await panel(page, 'load-average').hover();
  await page.getByRole('button', { name: 'Menu of Load average' }).click();
  await page.getByRole('menuitem', { name: 'Explore this query' }).click();
  await drawn(panel(page, 'explore'));
  expect(parameter(page, 'expr')).toContain('node_load1{job="node"');
  await page.goBack();
  await drawn(panel(page, 'load-average'));
});

test('explains, compares and splits a query, and keeps it', async ({ page, stand }) => {
  await page.goto('/explore?expr=node_load1');
  await drawn(panel(page, 'explore'));
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.locator('.explain-tree')).toContainText('node_load1');
  await page.getByLabel('Compare with').selectOption('1h');
  expect(parameter(page, 'earlier')).toBe('1h');
  await drawn(panel(page, 'explore'));
  await page.getByLabel('Compare with').selectOption('');
  await page.getByRole('button', { name: 'Split' }).click();
  await drawn(panel(page, 'explore-2'));
  await page.getByRole('button', { name: 'One pane' }).first().click();
  await expect(panel(page, 'explore-2')).toHaveCount(0);
  const schema = await page.request.get(`${stand.url}/api/v1/dashboards/schema`);
  test.skip(!schema.ok(), 'this server keeps no dashboards');
  await page.getByRole('button', { name: 'To a new dashboard' }).click();
  await drawn(panel(page, 'panel-1'));
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
});

test('says why there is nothing to compare with', async ({ page }) => {
  await page.goto('/explore?expr=node_load1&from=now-5m');
  await drawn(panel(page, 'explore'));
  await page.getByLabel('Compare with').selectOption('7d');
  const note = panel(page, 'explore').getByRole('status').filter({ hasText: 'Nothing from' });
  await expect(note).toHaveText(
    /^Nothing from a week earlier: these data begin at [-\d]+ [:\d]+\.$/,
  );
  await page.getByLabel('Compare with').selectOption('');
  await expect(note).toHaveCount(0);
});

test('ranks metrics and labels by what they cost', async ({ page }) => {
  await page.goto('/cardinality');
  const metrics = page.getByRole('region', { name: 'Series by metric' });
  await metrics.getByRole('button').first().click();
  await expect(page).toHaveURL(/\/explore\?.*expr=count/);
});

test('leads through the metrics by the arrows', async ({ page }) => {
  await page.goto('/explore');
  await page.getByRole('button', { name: 'Metrics' }).click();
  const metrics = page.getByRole('complementary', { name: 'Metrics' });
  const choices = metrics.getByRole('listitem').getByRole('button');
  await expect(choices.nth(1)).toBeVisible();
  await metrics.getByRole('searchbox').press('ArrowDown');
  await expect(choices.nth(0)).toBeFocused();
  await choices.nth(0).press('ArrowDown');
  await expect(choices.nth(1)).toBeFocused();
  await expect(metrics.locator('li > button[tabindex="0"]')).toHaveCount(1);
});
