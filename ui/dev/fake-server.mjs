/*
 * Serves the built page with the headers of the real server, and a made-up machine behind the live
 * protocol: for work on the page, and for its browser tests. `node dev/fake-server.mjs [port]`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { FakeDashboards } from './fake-dashboards.mjs';
import { answer } from './synthetic.mjs';

const ROOT = fileURLToPath(new URL('../target/classes/ui/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'",
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'",
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types muninn",
].join('; ');

/** Starts the stand on a port, 0 for any free one. */
export async function startFakeServer(port = 0) {
  const dashboards = new FakeDashboards();
  const server = createServer((request, response) => void respond(request, response, dashboards));
  const sockets = new WebSocketServer({
    server,
    path: '/api/v1/live',
    handleProtocols: (offered) => [...offered].find((each) => each.endsWith('json')),
  });
  sockets.on('connection', (socket) => new Viewer(socket));
  dashboards.onSaved = ({ metadata, spec }) => {
    const { uid, version, updatedBy: by } = metadata;
    const event = { type: 'event', kind: 'dashboard', uid, version, title: spec.title, by };
    sockets.clients.forEach((socket) => socket.send(JSON.stringify(event)));
  };
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Cuts all live connections, as a restart does. */
    cut: () => sockets.clients.forEach((socket) => socket.terminate()),
    stop: () => {
      sockets.clients.forEach((socket) => socket.terminate());
      server.close();
    },
  };
}

async function respond(request, response, dashboards) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.startsWith('/api/v1/')) {
    await respondApi(request, url, response, dashboards);
    return;
  }
  // Paths without a dot are pages, which the browser tells apart.
  const path = url.pathname.includes('.') ? normalize(url.pathname).slice(1) : 'index.html';
  try {
    const bytes = await readFile(join(ROOT, path));
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': path === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

async function respondApi(request, url, response, dashboards) {
  let body = '';
  for await (const part of request) body += part;
  const path = url.pathname.slice('/api/v1/'.length);
  const known = dashboards.answer(request.method, path, url.searchParams, body, request.headers);
  if (known) {
    response.writeHead(known.status, { 'Content-Type': 'application/json' });
    response.end(known.body === null ? undefined : JSON.stringify(known.body));
    return;
  }
  const parameter = new URLSearchParams(request.method === 'POST' ? body : url.search);
  const expr = parameter.get('query') ?? '';
  try {
    const data = apiData(path, expr, parameter);
    response.writeHead(data === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ status: 'success', data }));
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ status: 'error', errorType: 'bad_data', error: error.message }));
  }
}

const METRICS = {
  node_cpu_seconds_total: ['counter', 'Seconds the CPUs spent in each mode.'],
  node_load1: ['gauge', '1m load average.'],
  node_memory_MemAvailable_bytes: ['gauge', 'Memory information field MemAvailable_bytes.'],
  node_network_receive_bytes_total: ['counter', 'Network device statistic receive_bytes.'],
};

const PARSED = {
  type: 'call',
  func: { name: 'rate', returnType: 'vector' },
  args: [{ type: 'matrixSelector', name: 'node_load1', matchers: [], range: 60_000, offset: 0 }],
};
const READ = { time: 0.001, samples: 60, series: 1, points: 60, resolution: 'raw' };
const PLAN = {
  ...READ,
  ownTime: 0.002,
  points: 1,
  parts: [{ ...READ, ownTime: 0.001, parts: [] }],
};
const counted = (...pairs) => pairs.map(([name, value]) => ({ name, value }));
const CARDINALITY = {
  headStats: { numSeries: 1_312, numLabelPairs: 412 },
  seriesCountByMetricName: counted(['node_cpu_seconds_total', 64], ['node_netstat', 40]),
  labelValueCountByLabelName: counted(['__name__', 280], ['mode', 8]),
  memoryInBytesByLabelName: counted(['__name__', 9_120], ['mode', 120]),
  seriesCountByLabelValuePair: counted(['job=node', 812], ['instance=raven-1', 790]),
};

const ALERTS = [
  {
    labels: { alertname: 'DiskAlmostFull', instance: 'raven-1', severity: 'warning' },
    annotations: { summary: '/var/lib/postgresql on raven-1 is 87 % full' },
    state: 'firing',
    activeAt: new Date(Date.now() - 4_000_000).toISOString(),
    value: '0.873',
  },
];

const targets = () =>
  ['raven-1', 'raven-2', 'raven-3'].map((instance) => {
    const isDown = instance === 'raven-3';
    return {
      scrapePool: 'node',
      scrapeUrl: `http://${instance}:9100/metrics`,
      labels: { job: 'node', instance },
      health: isDown ? 'down' : 'up',
      lastError: isDown ? 'raven-3:9100: Connection refused' : '',
      lastScrape: new Date().toISOString(),
      lastScrapeDuration: 0.012,
      scrapeInterval: '1s',
    };
  });

const DUTY = {
  isOwner: true,
  node: 'raven-1',
  owner: 'raven-1',
  since: 1_772_360_430,
  nodes: ['raven-1'],
  message: 'this node, raven-1, owns notification since 2026-03-01T10:20:30Z',
};

function apiData(path, expr, parameter) {
  if (path === 'query_range') {
    const [start, end, step] = ['start', 'end', 'step'].map(
      (name) => Number(parameter.get(name)) * 1_000,
    );
    return matrix(expr, start, end, step);
  }
  if (path === 'query') {
    const time = Number(parameter.get('time') ?? Date.now() / 1_000);
    const result = answer(expr).map(({ labels, value }) => ({
      metric: labels,
      value: [time, String(value(time))],
    }));
    const explain = parameter.has('explain') ? { explain: { plan: PLAN } } : {};
    return { resultType: 'vector', result, ...explain };
  }
  if (path === 'metadata') {
    return Object.fromEntries(
      Object.entries(METRICS).map(([name, [type, help]]) => [name, [{ type, help, unit: '' }]]),
    );
  }
  if (path === 'label/__name__/values') return Object.keys(METRICS);
  if (path === 'label/instance/values') return ['raven-1', 'raven-2', 'raven-3'];
  if (path === 'parse_query') return PARSED;
  if (path === 'status/tsdb') return CARDINALITY;
  if (path === 'alerts') return { alerts: ALERTS };
  if (path === 'alerting/status') return DUTY;
  if (path === 'targets') return { activeTargets: targets(), droppedTargetCounts: { node: 2 } };
  if (path.startsWith('label')) return ['job', 'instance', 'mode'];
  if (path === 'series')
    return Object.keys(METRICS).map((name) => ({
      __name__: name,
      job: 'node',
      instance: 'raven-1',
    }));
  return undefined;
}

function matrix(expr, start, end, step) {
  const result = answer(expr).map(({ labels, value }) => {
    const values = [];
    for (let time = start; time <= end; time += step)
      values.push([time / 1_000, String(value(time / 1_000))]);
    return { metric: labels, values };
  });
  return { resultType: 'matrix', result };
}

/** One live connection. */
class Viewer {
  #socket;
  #views = new Map();

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (text) => this.#receive(JSON.parse(text)));
    socket.on('close', () => this.#views.forEach(({ timer }) => clearInterval(timer)));
  }

  #send(frame) {
    if (this.#socket.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #receive(frame) {
    try {
      this.#answer(frame);
    } catch (error) {
      this.#send({ type: 'err', id: frame.id, code: 'bad_query', message: error.message });
    }
  }

  #answer(frame) {
    const { id } = frame;
    switch (frame.type) {
      case 'hello':
        this.#send({
          type: 'welcome',
          id,
          conn: 'c1',
          proto: 'muninn.live.v1',
          serverTime: Date.now(),
          heartbeat: 25_000,
          tier: frame.tier,
          limits: { views: 64, queries: 200 },
        });
        break;
      case 'sub':
        this.#subscribe(frame);
        break;
      case 'set':
        this.#send({ type: 'ok', id });
        this.#snapshot(this.#views.get(frame.view), frame.range);
        break;
      case 'unsub':
        clearInterval(this.#views.get(frame.view)?.timer);
        this.#views.delete(frame.view);
        this.#send({ type: 'ok', id });
        break;
      case 'query':
        this.#send({
          type: 'ok',
          id,
          result: matrix(frame.expr, frame.start, frame.end, frame.step),
        });
        break;
      case 'ping':
        this.#send({ type: 'hb', t: frame.t });
        break;
      default:
        this.#socket.close(4400);
    }
  }

  #subscribe({ id, queries, step, range }) {
    const series = queries.flatMap(({ ref, expr }) =>
      answer(expr).map((each) => ({ ref, ...each })),
    );
    const name = `v${JSON.stringify([queries, step])
      .split('')
      .reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 7)}`;
    const view = { name, step, series, timer: undefined };
    this.#views.set(name, view);
    this.#send({ type: 'ok', id, view: name });
    const add = series.map(({ ref, labels }, sid) => ({ sid, ref, labels }));
    this.#send({ type: 'series', view: name, epoch: 1, add, drop: [] });
    let tick = this.#snapshot(view, range);
    view.timer = setInterval(() => {
      if (Date.now() < (tick + 1) * step) return;
      tick++;
      const values = series.map(({ value }) => value((tick * step) / 1_000));
      this.#send({
        type: 'delta',
        view: name,
        seq: tick,
        t: tick * step,
        step,
        ticks: [values],
      });
    }, 50);
  }

  #snapshot(view, range) {
    const { name, step, series } = view;
    const last = Math.floor(Date.now() / step);
    const n = Math.floor(range / step) + 1;
    const t0 = (last - n + 1) * step;
    const columns = series.map(({ value }, sid) => ({
      sid,
      start: 0,
      values: Array.from({ length: n }, (_, k) => value((t0 + k * step) / 1_000)),
    }));
    this.#send({ type: 'snap', view: name, epoch: 1, seq: last, t0, step, n, columns });
    return last;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startFakeServer(Number(process.argv[2] ?? 7272));
  process.stdout.write(`made-up machine at ${url}\n`);
}
