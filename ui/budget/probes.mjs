/** What Chromium calls a task of a thread; other categories have a second name for the same. */
const TASK = 'ThreadControllerImpl::RunTask';

/** Times from the begin of a navigation until all panels are drawn; `under` makes machine and line slower. */
export async function firstPaint(browser, address, panels, under = null) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
  // The second visit is what people see every day: the files are there, the server is warm.
  await page.goto(address);
  await allDrawn(page, panels);
  if (under) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: under.cpu });
    await session.send('Network.enable');
    const throughput = (under.mbits * 1_000_000) / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 40,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  const begin = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await allDrawn(page, panels);
  const millis = Math.round(performance.now() - begin);
  await page.close();
  return { millis };
}

function allDrawn(page, panels) {
  return page.waitForFunction(
    (count) =>
      document.querySelectorAll('[data-panel] canvas').length >= count &&
      document.querySelectorAll('.skeleton').length === 0,
    panels,
    { polling: 'raf' },
  );
}

/** Shares of one core that a page takes, by the clocks of its threads and processes. */
export async function cpuShares(browser, page, millis) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const whole = await browser.newBrowserCDPSession();
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
    const by = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const cpu = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    return { task: by.TaskDuration, script: by.ScriptDuration, cpu, at: performance.now() };
  };
  const before = await read();
  await page.waitForTimeout(millis);
  const after = await read();
  const seconds = (after.at - before.at) / 1_000;
  return {
    mainThread: (after.task - before.task) / seconds,
    script: (after.script - before.script) / seconds,
    browser: (after.cpu - before.cpu) / seconds,
  };
}

/**
 * The tasks of the main thread while somebody does something on a page: how long they took by the
 * clock on the wall, and by that of the thread, which other processes do not hold up.
 */
export async function tasksDuring(browser, page, act) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel'] },
    transferMode: 'ReportEvents',
  });
  const seen = await act(page);
  await page.waitForTimeout(500);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const main = mainThreads(events);
  const tasks = events.filter(
    ({ name, pid, tid, ph }) => ph === 'X' && name === TASK && main.has(`${pid} ${tid}`),
  );
  const longest = (of) => tasks.reduce((most, each) => Math.max(most, of(each) ?? 0), 0) / 1_000;
  const over50 = (of) => tasks.filter((each) => of(each) > 50_000).length;
  return {
    seen,
    count: tasks.length,
    thread: { longest: longest(({ tdur }) => tdur), over50: over50(({ tdur }) => tdur) },
    wall: { longest: longest(({ dur }) => dur), over50: over50(({ dur }) => dur) },
  };
}

/** Scrolls from the top of a page to its end. */
export async function scroll(page) {
  await page.mouse.move(700, 450);
  const length = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let at = 0; at < length; at += 90) {
    await page.mouse.wheel(0, 90);
    await page.waitForTimeout(24);
  }
}

/**
 * Zooms into the first graph and out of it again, then pulls it to and fro; the pauses between two
 * frames meanwhile, in milliseconds.
 */
export async function zoomAndPan(page) {
  const { x, y, width, height } = await page.locator('.u-over').first().boundingBox();
  const middle = [x + width * 0.6, y + height / 2];
  await page.mouse.move(...middle);
  await page.evaluate(() => {
    const frames = (window.budgetFrames = []);
    const next = (at) => {
      frames.push(at);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await page.keyboard.down('Control');
  for (const pixels of [...Array(40).fill(-24), ...Array(40).fill(24)]) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(12);
  }
  await page.keyboard.up('Control');
  await page.waitForTimeout(600);
  await page.keyboard.down('Shift');
  await page.mouse.move(...middle);
  await page.mouse.down();
  for (let step = 0; step < 90; step++) {
    await page.mouse.move(middle[0] + 260 * Math.sin(step / 12), middle[1]);
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const frames = await page.evaluate(() => window.budgetFrames);
  const pauses = frames.slice(1).map((at, index) => at - frames[index]);
  pauses.sort((a, b) => a - b);
  const quantile = (share) => pauses[Math.floor(share * (pauses.length - 1))];
  return {
    count: pauses.length,
    median: quantile(0.5),
    p95: quantile(0.95),
    longest: quantile(1),
    over50: pauses.filter((pause) => pause > 50).length,
  };
}

/** The main threads of pages, as process and thread. */
function mainThreads(events) {
  return new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
}
