import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { seriousFindings } from './accessibility';
import { SHOWCASE, SMALL, store, writeQuery } from './boards';
import { drag, drawn, expect, panel, parameter, picture, test } from './page';

test.beforeEach(async ({ page, stand }) => {
  const schema = await page.request.get(`${stand.url}/api/v1/dashboards/schema`);
  test.skip(!schema.ok(), 'this server keeps no dashboards');
});

async function save(page: Page, message: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('What has changed').fill(message);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
}

test('builds a board from nothing, with undo and a reload in between', async ({ page }) => {
  await page.goto('/dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByRole('button', { name: /^Time series/ }).click();
  await writeQuery(page, 'node_load1');
  await drawn(panel(page, 'panel-1'));
  await page.getByLabel('Title', { exact: true }).fill('Load');
  await page.getByRole('button', { name: 'Back to the board' }).click();
  await drawn(panel(page, 'panel-1'));

  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Stat Large/ })
    .click();
  await writeQuery(page, 'node_load5');
  await page.getByRole('button', { name: 'Back to the board' }).click();
  await expect(panel(page, 'panel-2').locator('.figure-value')).toHaveText(/\d/);

  await panel(page, 'panel-2').hover();
  await page.getByRole('button', { name: 'Menu of Stat' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(panel(page, 'panel-2')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(panel(page, 'panel-2')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(panel(page, 'panel-2')).toHaveCount(0);
  await page.keyboard.press('Control+z');

  await page.reload();
  await expect(panel(page, 'panel-2')).toHaveCount(1);
  await expect(page.getByText('Unsaved changes are back.')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Made by hand');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).not.toHaveURL(/new|edit/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made by hand');
  await drawn(panel(page, 'panel-1'));
});

test('begins a board where the address says new', async ({ page, problems }) => {
  await page.goto('/d/new');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New dashboard');
  await expect(page).toHaveURL(/\/d\/\w{8}\?new=&edit=/);
  // No board is called so, which the page learns from the server.
  expect(problems.splice(0)).toContainEqual(expect.stringMatching(/^404: .*dashboards\/new$/));
});

test('moves and resizes panels by pointer and by keys', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}?edit`);
  await drawn(panel(page, 'one'));
  const place = async () => (await panel(page, 'one').boundingBox())!;
  const before = await place();
  await page.getByRole('button', { name: /^Move Load/ }).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await place()).height).toBeGreaterThan(before.height + 30);
  const handle = (await page.getByRole('button', { name: /^Move Load/ }).boundingBox())!;
  await page.mouse.move(handle.x + 5, handle.y + 5);
  await page.mouse.down();
  await page.mouse.move(handle.x + 400, handle.y + 20, { steps: 5 });
  await page.mouse.move(handle.x + 720, handle.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await place()).x).toBeGreaterThan(before.x + 400);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(place).toEqual(before);
});

test('lets two people edit, and asks only where they clash', async ({
  page,
  browser,
  stand,
  problems,
}) => {
  const uid = await store(page, SMALL);
  const other = await browser.newPage({ baseURL: stand.url });
  for (const each of [page, other]) {
    await each.goto(`/d/${uid}?edit&element=one`);
    await drawn(panel(each, 'one'));
  }
  // First here: a board without edits takes up what others save.
  await page.getByLabel('Title', { exact: true }).fill('Mine');
  await other.getByLabel('Title', { exact: true }).fill('Theirs');
  await other.getByLabel('Description').fill('from the other side');
  await other.getByRole('button', { name: 'Back to the board' }).click();
  await save(other, 'the first');
  await expect(other).not.toHaveURL(/edit/);
  await other.close();

  await page.getByRole('button', { name: 'Back to the board' }).click();
  await save(page, 'the second');
  const dialog = page.getByRole('dialog', { name: 'Two edits of this board' });
  await expect(dialog.getByRole('radiogroup')).toHaveCount(1);
  await dialog.getByText('Theirs').first().click();
  await dialog.getByRole('button', { name: 'Save both' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(panel(page, 'one').locator('h3')).toHaveText('Theirs');
  await page.getByRole('button', { name: 'More about this board' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await expect(page.getByRole('dialog').getByText('Version 3')).toBeVisible();
  await page.getByRole('button', { name: /^Version 1/ }).click();
  await expect(page.getByRole('group', { name: 'Differences' })).toContainText('Theirs');
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(panel(page, 'one').locator('h3')).toHaveText('Load');
  // The conflict itself is an answer with status 409.
  expect(problems.splice(0).filter((each) => !/409/.test(each))).toEqual([]);
});

test('imports a dashboard after a look at what becomes of it', async ({ page }) => {
  await page.goto('/import');
  const source = {
    title: 'From elsewhere',
    uid: `import-${Date.now().toString(36)}`,
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Load',
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        targets: [{ refId: 'A', expr: 'node_load1' }],
      },
    ],
  };
  await page.getByLabel('The dashboard as JSON').fill(JSON.stringify(source));
  await page.getByRole('button', { name: 'See what becomes of it' }).click();
  await expect(page.getByRole('region', { name: 'Report' })).toContainText('From elsewhere');
  await page.getByRole('button', { name: 'Save the dashboard' }).click();
  await expect(page).toHaveURL(/\/d\//);
  await drawn(page.locator('[data-panel]').first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('From elsewhere');
});

for (const name of ['node-exporter-full', 'redis-exporter', 'postgres-overview']) {
  test(`draws ${name} as it comes from a collection`, async ({ page }) => {
    const file = new URL(`../../../shared/fixtures/dashboards/${name}.json`, import.meta.url);
    test.skip(!existsSync(file), 'the collection is not beside this folder');
    const imported = await page.request.post('/api/v1/import/grafana', {
      data: readFileSync(file, 'utf8'),
      headers: { 'Content-Type': 'application/json' },
    });
    const { data } = (await imported.json()) as { data: { dashboard: typeof SHOWCASE } };
    const uid = await store(page, data.dashboard.spec);
    await page.goto(`/d/${uid}`);
    await expect(page.locator('[data-panel]').first()).toBeVisible();
    for (const each of (await page.locator('[data-panel]').all()).slice(0, 12)) {
      await each.scrollIntoViewIfNeeded();
      await expect(each.locator('.skeleton')).toHaveCount(0);
      await expect(each.locator('.is-error')).toHaveCount(0);
    }
  });
}

test('repeats panels for the values of a variable', async ({ page }) => {
  const spec = {
    ...SMALL,
    variables: [
      {
        kind: 'custom',
        name: 'mode',
        query: 'idle, user, system',
        multi: true,
        includeAll: true,
        current: { value: ['$__all'] },
      },
    ],
    elements: {
      one: {
        kind: 'timeseries',
        title: 'CPU $mode',
        repeat: { variable: 'mode', maxPerRow: 3 },
        queries: [
          {
            ref: 'A',
            expr: 'avg by (mode) (rate(node_cpu_seconds_total{mode="$mode"}[$__rate_interval]))',
          },
        ],
      },
    },
    layout: { kind: 'grid', items: [{ element: 'one', x: 0, y: 0, w: 24, h: 7 }] },
  };
  const uid = await store(page, spec);
  await page.goto(`/d/${uid}`);
  await expect(page.locator('[data-panel]')).toHaveCount(3);
  await expect(panel(page, 'one~user').locator('h3')).toHaveText('CPU user');
  await drawn(panel(page, 'one~system'));
  await page.getByRole('button', { name: /^mode/ }).click();
  await page.getByRole('option', { name: 'user' }).getByRole('button').click();
  await expect(page.locator('[data-panel]')).toHaveCount(1);
  expect(parameter(page, 'var-mode')).toBe('user');
  await page.reload();
  await expect(panel(page, 'one').locator('h3')).toHaveText('CPU user');
  await page.goBack();
  await expect(page.locator('[data-panel]')).toHaveCount(3);
});

test('says in its own words that a graph has nothing to show', async ({ page }) => {
  const words = 'Nothing comes before the first backup.';
  const queries = [{ ref: 'A', expr: 'vector(0) > 1' }];
  const one = {
    kind: 'timeseries',
    title: 'Backups',
    queries,
    field: { defaults: { noValue: words } },
  };
  const uid = await store(page, { ...SMALL, elements: { ...SMALL.elements, one } });
  await page.goto(`/d/${uid}`);
  await expect(panel(page, 'one').locator('.stand-in')).toContainText(words);
});

test('moves live, zooms, and shares its cursor', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  await drawn(panel(page, 'two'));
  const before = await picture(panel(page, 'one'));
  await expect.poll(() => picture(panel(page, 'one'))).not.toBe(before);
  const over = (await panel(page, 'one').locator('.u-over').boundingBox())!;
  await page.mouse.move(over.x + over.width * 0.6, over.y + 40);
  await expect(page.locator('.tooltip')).toContainText('load');
  const crosshair = panel(page, 'two').locator('.u-cursor-x');
  await expect
    .poll(async () => (await crosshair.boundingBox())!.x)
    .toBeGreaterThan((await panel(page, 'two').locator('.u-over').boundingBox())!.x + 20);
  await drag(page, panel(page, 'one'), 0.3, 0.7);
  await expect(page).toHaveURL(/from=\d{10,}/);
  await drawn(panel(page, 'two'));
});

test('goes on after its socket was cut', async ({ page, stand }) => {
  test.skip(!stand.cut, 'this server is not ours to disturb');
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  stand.cut!();
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
  const before = await picture(panel(page, 'one'));
  await expect.poll(() => picture(panel(page, 'one'))).not.toBe(before);
});

test('draws every kind of panel without a complaint', async ({ page }) => {
  const uid = await store(page);
  await page.goto(`/d/${uid}`);
  await expect(page.locator('[data-panel]').first()).toBeVisible();
  for (const each of await page.locator('[data-panel]').all()) {
    await each.scrollIntoViewIfNeeded();
    await expect(each.locator('.skeleton')).toHaveCount(0);
    await expect(each.locator('.is-error')).toHaveCount(0);
  }
  await page.getByRole('button', { name: /^Lists/ }).click();
  await expect(panel(page, 'was')).toContainText('geomap');
});

test('hides its controls in kiosk and keeps moving', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.goto(`/d/${uid}?kiosk`);
  await drawn(panel(page, 'one'));
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  const before = await picture(panel(page, 'one'));
  await expect.poll(() => picture(panel(page, 'one'))).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
});

test('is found, opened and edited by keys alone', async ({ page }) => {
  const title = `Keys ${Date.now().toString(36)}`;
  await store(page, { ...SMALL, title });
  await page.goto('/dashboards');
  await page.getByRole('searchbox', { name: 'Search dashboards' }).focus();
  await page.keyboard.type(title);
  await expect(page.locator('.board-card')).toHaveCount(1);
  await page.locator('.board-card-link').focus();
  await page.keyboard.press('Enter');
  await drawn(panel(page, 'one'));
  await page.getByRole('button', { name: 'Edit', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Resize Load/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+s');
  await page.keyboard.type('by keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/edit/);
});

test('is found from the command palette', async ({ page }) => {
  const title = `Palette ${Date.now().toString(36)}`;
  await store(page, { ...SMALL, title });
  await page.goto('/dashboards');
  // Keys are heard once the page is there.
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(title);
  await page.getByRole('option', { name: title }).click();
  await drawn(panel(page, 'one'));
});

test('shows boards on a wall one after the other', async ({ page }) => {
  const first = await store(page, { ...SMALL, title: 'First' });
  const second = await store(page, { ...SMALL, title: 'Second' });
  await page.goto(`/d/${first}?kiosk&boards=${first},${second}&every=5s`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second');
  await drawn(panel(page, 'one'));
});

test('shows a board in the zone that it asks for, and others in the browser’s', async ({
  page,
}) => {
  const uid = await store(page, {
    ...SMALL,
    time: { from: 'now-5m', to: 'now', timezone: 'Asia/Kathmandu' },
  });
  const times = page.getByRole('button', { name: /^Time range/ });
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  await expect(times).toContainText('Kathmandu');
  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await expect(times).not.toContainText('Kathmandu');
});

test('gives a graph its history that stands beside a figure of the same query', async ({
  page,
}) => {
  const { one } = SMALL.elements;
  const stat = { ...one, kind: 'stat', queries: [{ ...one.queries[0], instant: true }] };
  const uid = await store(page, {
    ...SMALL,
    elements: { one, two: stat },
    layout: {
      kind: 'grid',
      // The figure is the first to ask.
      items: [
        { element: 'two', x: 0, y: 0, w: 12, h: 8 },
        { element: 'one', x: 12, y: 0, w: 12, h: 8 },
      ],
    },
  });
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'one'));
  const graph = panel(page, 'one');
  await graph.hover();
  await graph.getByRole('button', { name: /^Menu of/ }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect.poll(() => graph.locator('tbody tr').count()).toBeGreaterThan(5);
});

test('prints panels that nobody has scrolled to, in light colours', async ({ page }) => {
  const names = Array.from({ length: 24 }, (_, index) => `p${index}`);
  const { one } = SMALL.elements;
  const uid = await store(page, {
    ...SMALL,
    elements: Object.fromEntries(names.map((name) => [name, { ...one, title: name }])),
    layout: {
      kind: 'grid',
      items: names.map((element, index) => ({ element, x: 0, y: index * 8, w: 12, h: 8 })),
    },
  });
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = 'yes';
    };
  });
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'p0'));
  await expect(panel(page, 'p23').locator('canvas')).toHaveCount(0);
  await page.getByRole('button', { name: 'More about this board' }).click();
  await page.getByRole('menuitem', { name: 'Print or save as PDF' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('[data-panel] canvas')).toHaveCount(24);
  await expect(page.locator('.printed-block.is-whole')).toHaveCount(24);
  await expect(page.getByText(/^\d{4}-\d\d-\d\d .* to \d{4}/)).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('draws a graph once, with the room that its legend leaves', async ({ page }) => {
  const uid = await store(page, SMALL);
  await page.addInitScript(() => {
    const width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width')!;
    Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
      get: width.get,
      set(this: HTMLCanvasElement, pixels: number) {
        this.dataset.sized = String(Number(this.dataset.sized ?? 0) + 1);
        width.set!.call(this, pixels);
      },
    });
  });
  // The latest minute: a server that was just started has no more, and as it stands still nothing moves the legend.
  const to = Date.now() - 2_000;
  await page.goto(`/d/${uid}?from=${to - 60_000}&to=${to}`);
  await drawn(panel(page, 'two'));
  // By then the letters of the legend are there.
  await page.reload();
  await drawn(panel(page, 'two'));
  await page.waitForTimeout(500);
  for (const id of ['one', 'two']) {
    const canvas = panel(page, id).locator('canvas');
    await expect(canvas).toHaveCount(1);
    await expect(canvas).toHaveAttribute('data-sized', '1');
  }
});

test('scrolls through two hundred panels, asking only for those in sight', async ({ page }) => {
  const names = Array.from({ length: 200 }, (_, index) => `p${index}`);
  const spec = {
    ...SMALL,
    elements: Object.fromEntries(
      names.map((name) => [name, { ...SMALL.elements.one, title: name }]),
    ),
    layout: {
      kind: 'grid',
      items: names.map((element, index) => ({
        element,
        x: (index % 4) * 6,
        y: Math.floor(index / 4) * 7,
        w: 6,
        h: 7,
      })),
    },
  };
  const uid = await store(page, spec);
  await page.goto(`/d/${uid}`);
  await drawn(panel(page, 'p0'));
  expect(await page.locator('[data-panel] canvas').count()).toBeLessThan(60);
  // What waits out of sight costs nothing.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  await panel(page, 'p199').scrollIntoViewIfNeeded();
  await drawn(panel(page, 'p199'));
});

for (const path of [
  '/dashboards',
  '/import',
  '/cardinality',
  '/targets',
  '/explore?expr=node_load1',
  '/d/BOARD',
  '/d/BOARD?edit',
  '/d/BOARD?edit&element=load',
  '/d/not-there?new&edit',
]) {
  test(`has no serious accessibility findings at ${path}`, async ({ page }) => {
    await page.goto(path.includes('BOARD') ? path.replace('BOARD', await store(page)) : path);
    await page.waitForTimeout(1_200);
    expect(await seriousFindings(page)).toEqual([]);
  });
}
