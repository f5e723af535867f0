/*
 * Takes the pictures of the documentation, from the made-up machine and, what has to do with alerts,
 * from a running server whose receivers are told at once:
 * `node dev/docs-pictures.mjs URL FOLDER [NAME…]`, started by tools/pictures.sh. A story of alerts is
 * told to the server first, so that there is something to see.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { startFakeServer } from './fake-server.mjs';

const [url, folder, ...wanted] = process.argv.slice(2);
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A young server's graphs begin with its first data; by then they have a course. */
const GROWING_MILLIS = 75_000;

/*
 * What shows a whole machine shows the made-up one of dev/fake-server.mjs: it looks the same each
 * time, whatever else runs where the pictures are taken.
 */

const CPU = encodeURIComponent('sum by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[30s]))');

const PICTURES = {
  'alerts-dark': { path: '/alerts', theme: 'dark', at: 'firing' },
  'alerts-phone': { path: '/alerts', theme: 'light', size: PHONE, at: 'firing' },
  'incident-dark': { path: '/alerts?part=incidents&incident=1', theme: 'dark', at: 'ended' },
  'overview-dark': { path: '/', theme: 'dark', isMadeUp: true },
  'overview-light': { path: '/', theme: 'light', isMadeUp: true },
  'overview-phone': { path: '/', theme: 'dark', size: PHONE, isMadeUp: true },
  'muninn-itself': { path: '/muninn', theme: 'dark', isFull: true, isMadeUp: true },
  'dashboards-dark': { path: '/dashboards', theme: 'dark' },
  'dashboard-dark': { path: '/d/showcase', theme: 'dark', isFull: true, isMadeUp: true },
  'dashboard-light': { path: '/d/showcase', theme: 'light', isFull: true, isMadeUp: true },
  'dashboard-phone': {
    path: '/d/showcase',
    theme: 'dark',
    size: PHONE,
    isFull: true,
    isMadeUp: true,
  },
  'panel-editor-dark': { path: '/d/showcase?edit&element=load', theme: 'dark', isMadeUp: true },
  'targets-dark': {
    path: '/targets',
    theme: 'dark',
    size: { width: 1440, height: 420 },
    isMadeUp: true,
  },
  'explore-dark': { path: `/explore?expr=${CPU}`, theme: 'dark' },
  'cardinality-light': { path: '/cardinality', theme: 'light' },
  'rule-editor-light': {
    path: '/alerts?part=editor',
    theme: 'light',
    size: { width: 1440, height: 1000 },
    prepare: writeRuleWithMistake,
  },
};

async function writeRuleWithMistake(page) {
  const rule = page.getByRole('form', { name: 'Rule' });
  const every = rule.getByRole('textbox', { name: 'Evaluated every' });
  await rule.getByRole('combobox', { name: 'Group' }).fill('hosts');
  await rule.getByRole('textbox', { name: 'Name', exact: true }).fill('HostIsBusy');
  await rule.getByRole('textbox', { name: 'For', exact: true }).fill('');
  await rule.getByRole('textbox', { name: 'Query' }).fill('node_load1 >= 0');
  await page.getByRole('button', { name: 'Try it' }).click();
  await every.fill('soon');
  await rule.getByRole('button', { name: 'Save rule' }).click();
  await every.focus();
  await page.waitForTimeout(1_500);
}

async function post(path, body) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

const FAILING = [
  ['CheckoutFails', 'critical', 'checkout', 'web-1', '12 % of the orders fail on web-1'],
  ['CheckoutFails', 'critical', 'checkout', 'web-2', '9 % of the orders fail on web-2'],
  ['CheckoutFails', 'critical', 'checkout', 'web-3', '14 % of the orders fail on web-3'],
  ['DiskFillsUp', 'warning', 'orders', 'db-1', '/var on db-1 is full in 9 h'],
];

/** Tells of alerts that have fired for so long, or, with `endsAt`, ended. */
function tell(indices, more = {}) {
  const soon = { endsAt: new Date(Date.now() + 3_600_000).toISOString() };
  return post(
    '/api/v2/alerts',
    indices.map((index) => {
      const [alertname, severity, service, instance, summary] = FAILING[index];
      return {
        labels: { alertname, severity, service, instance },
        annotations: { summary },
        startsAt: begun[index],
        generatorURL: `${url}/graph?g0.expr=up`,
        ...soon,
        ...more,
      };
    }),
  );
}

const begun = [];

async function beginStory() {
  const mark = (title) => post('/api/v1/annotations', { title, tags: ['deploy'] });
  const fire = async (...indices) => {
    for (const index of indices) begun[index] = new Date(Date.now() - 2_000).toISOString();
    await tell(indices);
  };
  await mark('Deployed checkout 4.2.0');
  await sleep(6_000);
  await fire(0);
  await sleep(9_000);
  await fire(1, 2);
  await sleep(5_000);
  await fire(3);
  await sleep(6_000);
  const { data } = await (await fetch(`${url}/api/v1/alerting/incidents`)).json();
  const checkout = data.incidents.find(({ title }) => title.includes('CheckoutFails'));
  await post('/api/v1/alerting/acknowledgements', {
    groupKey: checkout.groupKey,
    person: 'Ada',
    for: '4h',
  });
  await sleep(5_000);
  await post(`/api/v1/alerting/incidents/${checkout.number}/notes`, {
    person: 'Ada',
    note: 'The new payment client times out, going back to 4.1.9',
  });
  await sleep(4_000);
  await mark('Rolled back to 4.1.9');
}

async function endStory() {
  for (const index of [1, 0, 2]) {
    await tell([index], { endsAt: new Date().toISOString() });
    await sleep(5_000);
  }
}

async function takeAll(browser, moment) {
  for (const [name, picture] of Object.entries(PICTURES)) {
    const isWanted = wanted.length === 0 || wanted.includes(name);
    if (isWanted && (picture.at ?? 'last') === moment) await take(browser, name, picture);
  }
}

async function take(browser, name, { path, theme, size = WIDE, isFull, isMadeUp, prepare }) {
  const page = await browser.newPage({ viewport: size, locale: 'en-GB' });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.stack}\n`));
  await page.addInitScript((chosen) => {
    localStorage.setItem('muninn.theme', JSON.stringify(chosen));
    localStorage.setItem('muninn.person', JSON.stringify('Ada'));
  }, theme);
  await page.goto((isMadeUp ? stand.url : url) + path);
  await page.waitForTimeout(3_000);
  if (isFull) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...size, height });
    await page.waitForTimeout(2_000);
  }
  await prepare?.(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
  console.log(name);
}

const began = Date.now();
const stand = await startFakeServer();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
await beginStory();
await takeAll(browser, 'firing');
await endStory();
await takeAll(browser, 'ended');
await sleep(Math.max(0, began + GROWING_MILLIS - Date.now()));
await takeAll(browser, 'last');
await browser.close();
stand.stop();
