/** The first points still hold what the loading left behind. */
const LOADING_SHARE = 1 / 4;
const LONGEST_PAUSE_MILLIS = 10_000;
const SHORTEST_PAUSE_MILLIS = 2_000;

/** Counts the sockets of a page; to be called before it is opened. */
export function countSockets(page) {
  const sockets = { opened: 0, open: 0 };
  page.on('websocket', (socket) => {
    sockets.opened++;
    sockets.open++;
    socket.on('close', () => sockets.open--);
  });
  return sockets;
}

/** What a page holds over a time, each point after a collection: memory, nodes, listeners, sockets. */
export async function heapCourse(page, sockets, millis) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const points = [];
  const begin = performance.now();
  const pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, millis / 30));
  while (points.length < 4 || performance.now() - begin < millis) {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const by = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    points.push({
      hours: (performance.now() - begin) / 3_600_000,
      megabytes: by.JSHeapUsedSize / 1e6,
      nodes: by.Nodes,
      listeners: by.JSEventListeners,
      sockets: sockets.open,
    });
    await page.waitForTimeout(pause);
  }
  const settled = points.slice(Math.floor(points.length * LOADING_SHARE));
  const ends = (of) => [of(settled[0]), of(settled.at(-1))];
  return {
    megabytes: ends(({ megabytes }) => megabytes),
    line: leastSquares(settled.map(({ hours, megabytes }) => [hours, megabytes])),
    count: settled.length,
    nodes: ends(({ nodes }) => nodes),
    listeners: ends(({ listeners }) => listeners),
    sockets: ends((point) => point.sockets),
    opened: sockets.opened,
  };
}

/** The slope of the straight line through points, and its standard error. */
function leastSquares(points) {
  const mean = (of) => points.reduce((sum, each) => sum + of(each), 0) / points.length;
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = mean(([each]) => (each - x) ** 2);
  const slope = mean(([a, b]) => (a - x) * (b - y)) / spread;
  const left = mean(([a, b]) => (b - y - slope * (a - x)) ** 2);
  return { slope, error: Math.sqrt(left / spread / (points.length - 2)) };
}
