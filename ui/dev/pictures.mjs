/*
 * Takes pictures of the page to look at: `node dev/pictures.mjs FOLDER [URL]`; without a URL of the
 * made-up machine. Sizes and themes are those that every page has to look right in.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startFakeServer } from './fake-server.mjs';

const [folder = 'target/pictures', url] = process.argv.slice(2);
const PICTURES = [
  { name: 'overview-dark', path: '/', theme: 'dark', width: 1440, height: 900 },
  {
    name: 'overview-dark-full',
    path: '/',
    theme: 'dark',
    width: 1440,
    height: 900,
    isFull: true,
  },
  { name: 'overview-light', path: '/', theme: 'light', width: 1440, height: 900 },
  {
    name: 'overview-wide',
    path: '/?from=now-1h&to=now',
    theme: 'dark',
    width: 2200,
    height: 1240,
  },
  { name: 'overview-phone', path: '/', theme: 'dark', width: 390, height: 844 },
  {
    name: 'overview-phone-light',
    path: '/',
    theme: 'light',
    width: 390,
    height: 844,
    isFull: true,
  },
  { name: 'muninn-dark', path: '/muninn', theme: 'dark', width: 1440, height: 900, isFull: true },
  { name: 'cpu-full-view', path: '/?panel=cpu', theme: 'dark', width: 1440, height: 900 },
  { name: 'contrast', path: '/', theme: 'contrast', width: 1440, height: 900 },
  {
    name: 'explore',
    path: '/explore?expr=rate(node_network_receive_bytes_total%5B5m%5D)',
    theme: 'dark',
    width: 1440,
    height: 900,
  },
  {
    name: 'showcase-dark',
    path: '/d/showcase',
    theme: 'dark',
    width: 1440,
    height: 900,
    isFull: true,
  },
  {
    name: 'showcase-light',
    path: '/d/showcase',
    theme: 'light',
    width: 1440,
    height: 900,
    isFull: true,
  },
  {
    name: 'showcase-phone',
    path: '/d/showcase',
    theme: 'dark',
    width: 390,
    height: 844,
    isFull: true,
  },
  { name: 'editing', path: '/d/showcase?edit', theme: 'dark', width: 1440, height: 900 },
  {
    name: 'panel-editor',
    path: '/d/showcase?edit&element=load',
    theme: 'dark',
    width: 1440,
    height: 900,
  },
  {
    name: 'panel-editor-phone',
    path: '/d/showcase?edit&element=load',
    theme: 'light',
    width: 390,
    height: 844,
  },
  { name: 'library', path: '/dashboards', theme: 'dark', width: 1440, height: 900 },
  { name: 'library-phone', path: '/dashboards', theme: 'light', width: 390, height: 844 },
  { name: 'cardinality', path: '/cardinality', theme: 'dark', width: 1440, height: 900 },
  {
    name: 'explore-split',
    path: '/explore?expr=node_load1&expr2=node_load5',
    theme: 'light',
    width: 1440,
    height: 900,
  },
  { name: 'import', path: '/import', theme: 'light', width: 1440, height: 900 },
  { name: 'new-board', path: '/d/fresh?new&edit', theme: 'dark', width: 1440, height: 900 },
];

await mkdir(folder, { recursive: true });
const stand = url ? null : await startFakeServer();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const wanted = process.env.ONLY?.split(',');
for (const { name, path, theme, width, height, isFull } of PICTURES) {
  if (wanted && !wanted.includes(name)) continue;
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('console', (message) => {
    if (message.type() !== 'log') process.stderr.write(`${name}: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.stack}\n`));
  await page.addInitScript(
    (chosen) => localStorage.setItem('muninn.theme', JSON.stringify(chosen)),
    theme,
  );
  await page.goto((url ?? stand.url) + path);
  await page.waitForTimeout(1_600);
  if (isFull) {
    const length = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: length });
    await page.waitForTimeout(1_500);
  }
  if (name === 'overview-light') {
    await page.mouse.move(260, 430);
    await page.waitForTimeout(300);
  }
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
stand?.stop();
