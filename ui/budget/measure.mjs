/*
 * Measures what the pages cost in Chromium and writes it as Markdown: `node budget/measure.mjs URL
 * [MINUTES]`, where MINUTES is how long a board stays open for the look at its memory. The server is
 * fed with made-up series from here.
 */
import { chromium } from '@playwright/test';
import { BOARDS, storeBoards } from './boards.mjs';
import { Feeder } from './feeder.mjs';
import { countSockets, heapCourse } from './kiosk.mjs';
import { cpuShares, firstPaint, scroll, tasksDuring, zoomAndPan } from './probes.mjs';

const [url, minutes = '2'] = process.argv.slice(2);
/** A page that was just opened is busy with that. */
const SETTLE_MILLIS = 8_000;
const CPU_MILLIS = 30_000;

const feeder = await Feeder.start(url);
await storeBoards(url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

async function opened(path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url + path);
  return page;
}

const lines = ['', '| what | measured | budget |', '|---|---|---|'];
const row = (what, measured, budget) => lines.push(`| ${what} | ${measured} | ${budget} |`);
const percent = (share) => `${(100 * share).toFixed(1)} %`;

const twelve = await firstPaint(browser, `${url}/d/${BOARDS.twelve}`, 12);
row('12 panels of a warm server: all drawn after', `${twelve.millis} ms`, '1,000 ms');
const slow = await firstPaint(browser, `${url}/d/${BOARDS.twelve}`, 12, { cpu: 4, mbits: 10 });
row('the same, processor 4 times slower, 10 Mbit/s', `${slow.millis} ms`, '3,000 ms');

const live = await opened(`/d/${BOARDS.sixty}`);
await live.waitForTimeout(SETTLE_MILLIS);
const cpu = await cpuShares(browser, live, CPU_MILLIS);
row('60 series at 1 Hz: main thread, of one core', percent(cpu.mainThread), '5 %');
row('of that script', percent(cpu.script), '');
row('all of the browser with raster and network, of one core', percent(cpu.browser), '');
await live.close();

const board = await opened(`/d/${BOARDS.many}`);
await board.waitForTimeout(SETTLE_MILLIS);
const { thread, wall, count } = await tasksDuring(browser, board, scroll);
const tasks = ({ longest, over50 }, count) =>
  `${longest.toFixed(0)} ms; ${over50} of ${count} over 50 ms`;
row(
  "200 panels, scrolled through: longest task by the thread's clock",
  tasks(thread, count),
  '50 ms',
);
row('the same by the clock on the wall', tasks(wall, count), '50 ms on a quiet machine');
await board.close();

for (const [what, uid] of [
  ['a graph of 60 series', BOARDS.one],
  ['a graph among 200 panels', BOARDS.many],
]) {
  const page = await opened(`/d/${uid}`);
  await page.waitForTimeout(SETTLE_MILLIS);
  const moved = await tasksDuring(browser, page, zoomAndPan);
  const { median, p95, longest, over50, count: frames } = moved.seen;
  row(`${what}, zoomed and moved: frames`, `${frames}, ${over50} later than 50 ms`, '0 later');
  row(
    'time from one to the next: median, p95, longest',
    [median, p95, longest].map((millis) => `${millis.toFixed(1)} ms`).join(', '),
    '16.7 ms',
  );
  const { thread: own, count: all } = moved;
  row("longest task by the thread's clock", tasks(own, all), '50 ms');
  await page.close();
}

const kiosk = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const sockets = countSockets(kiosk);
await kiosk.goto(`${url}/d/${BOARDS.sixty}?kiosk=tv`);
await kiosk.waitForTimeout(SETTLE_MILLIS);
const held = await heapCourse(kiosk, sockets, Number(minutes) * 60_000);
const both = ([first, last]) => `${first} and ${last}`;
row(
  `kiosk for ${minutes} min: heap after collection, first and last`,
  both(held.megabytes.map((each) => `${each.toFixed(1)} MB`)),
  '60 MB',
);
row(
  `its slope over ${held.count} points, with the standard error`,
  `${held.line.slope.toFixed(1)} ± ${held.line.error.toFixed(1)} MB/h`,
  '0, within the error',
);
row('nodes of the document, first and last', both(held.nodes), 'equal');
row('listeners to events', both(held.listeners), 'equal');
row('open sockets; opened in all', `${both(held.sockets)}; ${held.opened}`, '1 and 1; 1');

await browser.close();
feeder.stop();
console.log(lines.join('\n'));
