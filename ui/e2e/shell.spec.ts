import { seriousFindingsInAllThemes } from './accessibility';
import { drawn, expect, openBoard, panel, test } from './page';

test('changes its theme and remembers it', async ({ page }) => {
  await openBoard(page);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Command' }).fill('light');
  await page.keyboard.press('Enter');
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'light');
});

test('follows the system until a theme is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openBoard(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('writes times in the zone that is chosen, and remembers it', async ({ page }) => {
  await page.goto('/?from=1767225600000&to=1767229200000');
  const times = page.getByRole('button', { name: /^Time range/ });
  const choice = page.getByLabel('Time zone');
  await times.click();
  await choice.selectOption('UTC');
  await expect(page.getByLabel('From')).toHaveValue('2026-01-01 00:00:00');
  await choice.selectOption('Asia/Tokyo');
  await expect(page.getByLabel('From')).toHaveValue('2026-01-01 09:00:00');
  await expect(times).toContainText('Tokyo');
  await page.reload();
  await expect(times).toContainText(/09:00.*10:00.*Tokyo/);
  await times.click();
  await choice.selectOption('');
  await expect(times).not.toContainText('Tokyo');
});

test('shows the last minutes where the address names no range', async ({ page }) => {
  await openBoard(page, '/?from=1700000000000&to=1700000000000');
  await expect(page.getByRole('button', { name: /^Time range/ })).toHaveText('Last 5 minutes');
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
});

test('says what the keys do', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard help' })).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText('Zoom out');
  await expect(page.getByRole('region', { name: 'Dashboard' })).toContainText('Print');
  await expect(page.getByRole('button', { name: 'Close' })).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 500 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keyboard' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the shade of a dialog covers the room of the scrollbar, too', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/import');
  await expect(page.getByRole('heading', { name: 'Import a dashboard' })).toBeVisible();
  const spot = (x: number) => page.screenshot({ clip: { x, y: 600, width: 3, height: 3 } });
  const bright = await spot(4);
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect.poll(async () => (await spot(4)).equals(bright)).toBe(false);
  await expect.poll(async () => (await spot(4)).equals(await spot(1434))).toBe(true);
});

test('goes everywhere from the command palette', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('file sys');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/panel=file-systems/);
  await expect(panel(page, 'file-systems')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/muninn/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('routes');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Routes', pressed: true })).toBeVisible();
});

test('is used with the keyboard alone', async ({ page }) => {
  await openBoard(page);
  await panel(page, 'memory').locator('.chart').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.tooltip')).toBeVisible();
  await expect(panel(page, 'memory').locator('[aria-live]')).toContainText('used');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/panel=memory/);
  await drawn(panel(page, 'memory'));
  await expect(panel(page, 'memory')).toBeFocused();
  await page.keyboard.press('Escape');
  await drawn(panel(page, 'cpu'));
  await expect(panel(page, 'memory')).toBeFocused();
  const times = page.getByRole('button', { name: /^Time range/ });
  await times.press('Enter');
  await page.getByRole('button', { name: 'Last 15 minutes' }).press('Enter');
  await expect(times).toHaveText('Last 15 minutes');
  await expect(times).toBeFocused();
});

test('hides its controls on a wall', async ({ page }) => {
  await openBoard(page, '/?kiosk');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation')).toBeVisible();
});

test('says that there is no such page', async ({ page, stand, problems }) => {
  test.skip(!stand.cut, 'a real server answers an unknown path itself');
  await page.goto('/');
  await page.evaluate(() => {
    history.pushState(null, '', '/nowhere');
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  });
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  expect(problems).toEqual([]);
});

test('a page whose code did not come is there when the server is back', async ({
  page,
  problems,
  stand,
}) => {
  test.skip(!stand.cut, 'this server is not ours to disturb');
  await openBoard(page);
  await page.route('**/assets/LibraryPage*', (route) => route.abort());
  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This page could not be loaded');
  await page.unroute('**/assets/LibraryPage*');
  stand.cut!();
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible();
  // What the browser itself says of a file that did not come is expected here.
  const expected = problems.filter((problem) => /ERR_FAILED|LibraryPage/.test(problem));
  problems.splice(0, problems.length, ...problems.filter((problem) => !expected.includes(problem)));
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('fits the width and can be used', async ({ page }) => {
    await openBoard(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.getByRole('button', { name: /^Time range/ }).tap();
    const box = (await page.getByRole('dialog', { name: 'Choose the time range' }).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Last 15 minutes' }).tap();
    await drawn(panel(page, 'cpu'));
    const small = await page
      .locator('.header button:visible, .header a:visible')
      .evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect().height).filter((height) => height < 26),
      );
    expect(small).toEqual([]);
  });
});

for (const [path, id] of [
  ['/', 'cpu'],
  ['/muninn', 'heap'],
  ['/?panel=memory', 'memory'],
  ['/explore?expr=node_load1', 'explore'],
]) {
  test(`has no serious accessibility finding in any theme at ${path}`, async ({ page }) => {
    await openBoard(page, path, id);
    expect(await seriousFindingsInAllThemes(page)).toEqual([]);
  });
}

test('has no serious accessibility finding in any theme over the page', async ({ page }) => {
  // Not on a page that has the focus in a field, which the keys would be written into.
  await page.goto('/import');
  await expect(page.getByRole('heading', { name: 'Import a dashboard' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard help' })).toBeVisible();
  expect(await seriousFindingsInAllThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeVisible();
  expect(await seriousFindingsInAllThemes(page)).toEqual([]);
});
