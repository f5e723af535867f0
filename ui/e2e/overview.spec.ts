import { drag, drawn, expect, openBoard, panel, parameter, picture, test } from './page';

test('paints the overview without any configuration', async ({ page }) => {
  await openBoard(page);
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await expect(panel(page, 'cpu-busy').locator('.stat-number')).toHaveText(/\d/);
  await expect(panel(page, 'memory-used').locator('.stat-number')).toHaveText(/\d/);
  for (const id of ['cpu', 'memory', 'load-average']) await drawn(panel(page, id));
  await expect(panel(page, 'cpu').locator('.legend tbody tr')).not.toHaveCount(0);
});

test('does not move its layout while it loads', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await openBoard(page);
  await page.waitForTimeout(1_500);
  const total = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0),
  );
  expect(total).toBeLessThan(0.02);
});

test('moves by itself over one socket, without polling', async ({ page }) => {
  const requests: string[] = [];
  let sockets = 0;
  page.on('websocket', () => sockets++);
  await openBoard(page);
  page.on('request', (request) => requests.push(request.url()));
  const before = await picture(panel(page, 'cpu'));
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(before);
  const later = await picture(panel(page, 'cpu'));
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(later);
  expect(requests).toEqual([]);
  expect(sockets).toBe(1);
});

test('pauses and goes on', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Paused/ })).toBeVisible();
  await page.waitForTimeout(300);
  const held = await picture(panel(page, 'cpu'));
  await page.waitForTimeout(2_500);
  expect(await picture(panel(page, 'cpu'))).toBe(held);
  await page.getByRole('button', { name: /^Paused/ }).click();
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(held);
});

test('zooms into a span by dragging, and back', async ({ page }) => {
  await openBoard(page);
  await drag(page, panel(page, 'cpu'), 0.5, 0.95);
  await expect.poll(() => parameter(page, 'from')).toMatch(/^\d+$/);
  const span = Number(parameter(page, 'to')) - Number(parameter(page, 'from'));
  // Less than half of what was shown, which is a minute at least on a young server.
  expect(span).toBeGreaterThan(20_000);
  expect(span).toBeLessThan(150_000);
  await expect(page.getByRole('button', { name: /^Past/ })).toBeVisible();
  await drawn(panel(page, 'cpu'));
  await page.getByRole('button', { name: 'Zoom back' }).click();
  await expect.poll(() => parameter(page, 'from')).toBeNull();
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
});

test('zooms by the wheel and moves by a drag, in every frame and not only at the end', async ({
  page,
}) => {
  // A fixed range: one that trails the clock is shorter on a young server.
  const now = Date.now();
  await openBoard(page, `/?from=${now - 900_000}&to=${now}`);
  const plot = panel(page, 'cpu').locator('.u-over');
  const { x, y, width, height } = (await plot.boundingBox())!;
  // Around the end of the range: a young server has nothing to draw elsewhere.
  await page.mouse.move(x + width - 2, y + height / 2);
  const before = await picture(panel(page, 'cpu'));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(before);
  const span = () => Number(parameter(page, 'to')) - Number(parameter(page, 'from'));
  await expect.poll(span).toBeLessThan(500_000);
  const [zoomed, end] = [span(), Number(parameter(page, 'to'))];
  expect(zoomed).toBeGreaterThan(300_000);

  await page.keyboard.down('Shift');
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.75, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => Number(parameter(page, 'to'))).toBeLessThan(end);
  expect(end - Number(parameter(page, 'to'))).toBeGreaterThan(zoomed / 5);
  expect(Math.abs(span() - zoomed)).toBeLessThan(10);
});

test('goes through time by preset, shift and zoom out', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('button', { name: 'Last 15 minutes' }).click();
  expect(parameter(page, 'from')).toBe('now-15m');
  await drawn(panel(page, 'cpu'));
  await page.getByRole('button', { name: 'Earlier' }).click();
  const to = Number(parameter(page, 'to'));
  expect(to).toBeGreaterThan(1e12);
  await page.getByRole('button', { name: 'Later' }).click();
  expect(Number(parameter(page, 'to'))).toBeGreaterThan(to);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  const span = Number(parameter(page, 'to')) - Number(parameter(page, 'from'));
  expect(Math.round(span / 60_000)).toBe(30);
});

test('refuses an unreadable time with the remedy', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByLabel('From').fill('yesteryear');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('“yesteryear” is no time');
  await page.getByLabel('From').fill('now-2h');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  expect(parameter(page, 'from')).toBe('now-2h');
});

test('keeps time and panel over a reload', async ({ page }) => {
  await openBoard(page, '/?from=now-15m&to=now&panel=memory', 'memory');
  await page.reload();
  await drawn(panel(page, 'memory'));
  await expect(panel(page, 'cpu')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Time range: Last 15 minutes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await drawn(panel(page, 'cpu'));
});

test('shows values under the pointer in all graphs', async ({ page }) => {
  await openBoard(page);
  const box = (await panel(page, 'cpu').locator('.u-over').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.9, box.y + 60);
  await page.mouse.move(box.x + box.width * 0.95, box.y + 60);
  await expect(page.locator('.tooltip')).toBeVisible();
  await expect(page.locator('.tooltip-row')).not.toHaveCount(0);
  await expect(panel(page, 'memory').locator('.u-cursor-x')).not.toHaveClass(/u-off/);
  await page.mouse.move(5, 5);
  await expect(page.locator('.tooltip')).toBeHidden();
});

test('isolates a series by its legend', async ({ page }) => {
  await openBoard(page);
  const rows = panel(page, 'memory').locator('.legend tbody tr');
  await expect(rows).toHaveCount(4);
  await rows.first().getByRole('button').click();
  await expect(panel(page, 'memory').locator('.legend .is-hidden')).toHaveCount(3);
  await rows.first().getByRole('button').click();
  await expect(panel(page, 'memory').locator('.legend .is-hidden')).toHaveCount(0);
  await rows
    .nth(1)
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(panel(page, 'memory').locator('.legend .is-hidden')).toHaveCount(1);
});

test('gives the numbers of a panel as table and as CSV', async ({ page }) => {
  await openBoard(page);
  await panel(page, 'memory').hover();
  await page.getByRole('button', { name: 'Menu of Memory', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const table = panel(page, 'memory').getByRole('table');
  await expect(table.locator('thead th')).toHaveText(['Time', /.+/, /.+/, /.+/, /.+/]);
  await expect(table.locator('tbody tr').first().locator('td').first()).toHaveText(/\d/);
  await page.getByRole('button', { name: 'Menu of Memory', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('memory.csv');
});

test('shows the machine that is chosen', async ({ page }) => {
  const asked: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => asked.push(String(payload)));
  });
  await openBoard(page);
  const choice = page.getByRole('combobox', { name: 'Host' });
  test.skip((await choice.count()) === 0, 'the server under test knows one machine only');
  const second = (await choice.locator('option').nth(1).textContent())!;
  asked.length = 0;
  await choice.selectOption(second);
  await expect.poll(() => parameter(page, 'host')).toBe(second);
  await expect.poll(() => asked.join('')).toContain(`instance=\\"${second}`);
  await page.reload();
  await expect(choice).toHaveValue(second);
  await drawn(panel(page, 'cpu'));
});

test('shows Muninn itself', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Muninn itself' }).click();
  await expect(page).toHaveURL(/\/muninn/);
  await drawn(panel(page, 'heap'));
  await page.reload();
  await drawn(panel(page, 'process-cpu'));
  await expect(panel(page, 'process-cpu').locator('.stat-number')).toHaveText(/\d/);
});

test('goes on where it was after the connection was lost', async ({ page, stand, problems }) => {
  test.skip(!stand.cut, 'the server under test is not ours to cut off');
  await openBoard(page);
  const sockets: unknown[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  stand.cut!();
  await expect.poll(() => sockets.length).toBe(1);
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
  const before = await picture(panel(page, 'cpu'));
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(before);
  expect(problems).toEqual([]);
});

test('keeps long figures within their tiles', async ({ page }) => {
  await openBoard(page);
  for (const width of [390, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const tooWide = await page
      .locator('.tiles .stat-value')
      .evaluateAll((values) =>
        values
          .filter((value) => value.scrollWidth > value.clientWidth)
          .map(({ textContent }) => textContent),
      );
    expect(tooWide).toEqual([]);
  }
});

test('says once when the data begin, and shows what there is', async ({ page, stand }) => {
  test.skip(stand.cut !== null, 'the made-up machine has always been there');
  await page.goto('/?from=now-5y&to=now');
  const note = page.locator('.young-note');
  await expect(note).toContainText('Data begin about');
  await expect(page.locator('.stand-in button')).toHaveCount(0);
  await note.getByRole('button', { name: /^Show the last/ }).click();
  await drawn(panel(page, 'cpu'));
  await expect(note).toHaveCount(0);
});
