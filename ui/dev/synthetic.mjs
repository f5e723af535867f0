/*
 * Made-up answers to the queries of the ready-made boards. Each is a function of time, so that
 * snapshots, deltas and range queries agree without anything being kept.
 */

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const BOOT = Date.UTC(2026, 10, 9, 6, 12);

/** A number in 0..1 that depends on a whole number and a name only. */
function noiseAt(whole, seed) {
  let hash = (whole ^ 0x9e3779b9) >>> 0;
  for (let i = 0; i < seed.length; i++)
    hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193) >>> 0;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d) >>> 0;
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** Noise that moves smoothly over `period` seconds. */
function smooth(seconds, period, seed) {
  const at = seconds / period;
  const whole = Math.floor(at);
  const part = at - whole;
  const ease = part * part * (3 - 2 * part);
  return noiseAt(whole, seed) * (1 - ease) + noiseAt(whole + 1, seed) * ease;
}

/** A lively curve in about 0..1: slow drift, middling waves, a little jitter. */
function wave(seconds, seed) {
  return (
    0.45 * smooth(seconds, 180, `${seed}a`) +
    0.3 * smooth(seconds, 23, `${seed}b`) +
    0.15 * smooth(seconds, 5, `${seed}c`) +
    0.1 * noiseAt(Math.floor(seconds), `${seed}d`)
  );
}

/** Mostly still, now and then a burst. */
function bursts(seconds, seed) {
  const gate = smooth(seconds, 19, `${seed}g`);
  return gate > 0.62 ? (gate - 0.62) * 2.6 * (0.5 + 0.5 * noiseAt(Math.floor(seconds), seed)) : 0;
}

const one = (value, labels = {}) => [{ labels, value }];
const each = (label, values, value) =>
  values.map((name) => ({ labels: { [label]: name }, value: (t) => value(t, name) }));

const CPU = {
  system: 0.09,
  user: 0.34,
  nice: 0.004,
  iowait: 0.05,
  irq: 0.0,
  softirq: 0.015,
  steal: 0.008,
};
const cpu = (t, mode) => CPU[mode] * (0.3 + 1.5 * wave(t, `cpu-${mode}`));
const busy = (t) =>
  Object.keys(CPU)
    .filter((mode) => mode !== 'iowait')
    .reduce((sum, mode) => sum + cpu(t, mode), 0);

const memory = {
  total: () => 16 * GIB,
  used: (t) => 6.1 * GIB + 1.4 * GIB * smooth(t, 240, 'used'),
  buffers: (t) => 0.42 * GIB + 0.02 * GIB * smooth(t, 60, 'buffers'),
  cached: (t) => 5.3 * GIB + 0.6 * GIB * smooth(t, 400, 'cached'),
};
memory.free = (t) => memory.total() - memory.used(t) - memory.buffers(t) - memory.cached(t);
memory.available = (t) => memory.free(t) + 0.9 * memory.cached(t) + memory.buffers(t);

const DISKS = ['nvme0n1', 'sdb'];
const weight = { nvme0n1: 1, sdb: 0.18 };
const read = (t, disk) =>
  weight[disk] * 95 * MIB * (0.03 * wave(t, `r${disk}`) + bursts(t, `R${disk}`));
const written = (t, disk) =>
  weight[disk] * 60 * MIB * (0.12 * wave(t, `w${disk}`) + bursts(t, `W${disk}`));
const MOUNTS = {
  '/': [192, 0.61],
  '/var/lib/postgresql': [480, 0.873],
  '/srv/media': [1800, 0.34],
  '/boot': [1, 0.22],
};
const NETS = ['eth0', 'wg0'];
const received = (t, device) =>
  (device === 'eth0' ? 9.4 : 0.7) * MIB * (0.2 + wave(t, `rx${device}`) + bursts(t, 'rxb'));
const sent = (t, device) => (device === 'eth0' ? 4.1 : 0.4) * MIB * (0.2 + wave(t, `tx${device}`));
const PROCESSES = {
  postgres: [0.62, 2.1 * GIB],
  java: [0.48, 1.6 * GIB],
  nginx: [0.16, 0.1 * GIB],
  node: [0.14, 0.42 * GIB],
  muninn: [0.04, 0.21 * GIB],
  containerd: [0.05, 0.12 * GIB],
  sshd: [0.002, 0.02 * GIB],
  systemd: [0.004, 0.03 * GIB],
  redis: [0.07, 0.31 * GIB],
  kworker: [0.03, 0.001 * GIB],
  python3: [0.11, 0.26 * GIB],
};
const POOLS = {
  'G1 Eden Space': 60,
  'G1 Old Gen': 88,
  'G1 Survivor Space': 6,
  Metaspace: 31,
  CodeCache: 14,
};
const sawtooth = (t, period) => (t % period) / period;

const isUp = (t, instance) =>
  instance === 'raven-3' && noiseAt(Math.floor(t / 90), instance) > 0.8 ? 0 : 1;
const BOUNDS = ['0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
/** Answers a second that took at most so long; mostly quick, slower now and then. */
const fastAnswers = (t, bound) => {
  const middle = 0.04 * (1 + 4 * smooth(t, 120, 'slow') ** 3);
  return bound === '+Inf' ? 40 : 40 / (1 + (middle / Number(bound)) ** 2.4);
};

/** First match answers; patterns stand in the order of how special they are. */
const ANSWERS = [
  [/^up\b/, each('instance', ['raven-1', 'raven-2', 'raven-3'], isUp)],
  [/demo_deployed/, one((t) => (t % 420 < 2 ? 1 : 0), { version: '1.4.2' })],
  [/demo_request_seconds_bucket/, each('le', BOUNDS, fastAnswers)],
  [/absent_metric/, []],
  [/^timestamp\(node_load1/, each('instance', ['raven-1', 'raven-2'], (t) => Math.floor(t))],
  [/^timestamp\(process_cpu/, one((t) => Math.floor(t), { instance: '127.0.0.1:7171' })],
  [
    /node_uname_info.*raven-2/,
    one(() => 1, {
      nodename: 'raven-2',
      sysname: 'Linux',
      release: '6.1.0-42-arm64',
      machine: 'aarch64',
    }),
  ],
  [
    /node_uname_info/,
    one(() => 1, {
      nodename: 'raven-1',
      sysname: 'Linux',
      release: '6.12.8-amd64',
      machine: 'x86_64',
    }),
  ],
  [
    /jvm_runtime_info/,
    one(() => 1, {
      instance: '127.0.0.1:7171',
      runtime: 'OpenJDK Runtime Environment',
      version: '25.0.1+8',
    }),
  ],
  [/1 - (?:avg|sum)\(.*node_cpu_seconds/, one(busy)],
  [/sum\(node_load1.*count/, one((t) => (1 + 5 * smooth(t, 90, 'load')) / 8)],
  [/count\(node_cpu/, one(() => 8)],
  [/(?:avg|sum) by \(mode\)/, each('mode', Object.keys(CPU), cpu)],
  [/1 - node_memory_MemAvailable/, one((t) => 1 - memory.available(t) / memory.total())],
  [/MemTotal.*- node_memory_MemAvailable/, one((t) => memory.total() - memory.available(t))],
  [/MemTotal.*- node_memory_MemFree/, one(memory.used)],
  [/^node_memory_MemAvailable/, one(memory.available)],
  [/node_memory_MemTotal/, one(memory.total)],
  [/node_memory_MemFree/, one(memory.free)],
  [/node_memory_Buffers/, one(memory.buffers)],
  [/node_memory_Cached/, one(memory.cached)],
  [/node_load1\b/, one((t) => 1 + 5 * smooth(t, 90, 'load'))],
  [/node_load5\b/, one((t) => 1.6 + 3 * smooth(t, 320, 'load'))],
  [/node_load15\b/, one((t) => 2 + 2 * smooth(t, 900, 'load'))],
  [
    /max\(rate\(node_disk_io_time/,
    one((t) =>
      Math.min(1, 0.04 + read(t, 'nvme0n1') / (120 * MIB) + written(t, 'nvme0n1') / (90 * MIB)),
    ),
  ],
  [/sum\(rate\(node_disk_read_bytes/, one((t) => read(t, 'nvme0n1') + read(t, 'sdb'))],
  [/sum\(rate\(node_disk_written_bytes/, one((t) => written(t, 'nvme0n1') + written(t, 'sdb'))],
  [/node_disk_read_bytes/, each('device', DISKS, read)],
  [/node_disk_written_bytes/, each('device', DISKS, written)],
  [/node_disk_reads_completed/, each('device', DISKS, (t, disk) => read(t, disk) / 42_000)],
  [/node_disk_writes_completed/, each('device', DISKS, (t, disk) => written(t, disk) / 22_000)],
  [
    /node_disk_io_time/,
    each('device', DISKS, (t, disk) =>
      Math.min(1, 0.04 + read(t, disk) / (120 * MIB) + written(t, disk) / (90 * MIB)),
    ),
  ],
  [/sum\(rate\(node_network_receive_bytes/, one((t) => received(t, 'eth0') + received(t, 'wg0'))],
  [/sum\(rate\(node_network_transmit_bytes/, one((t) => sent(t, 'eth0') + sent(t, 'wg0'))],
  [/node_network_receive_bytes/, each('device', NETS, received)],
  [/node_network_transmit_bytes/, each('device', NETS, sent)],
  [/node_network_\w+_(drop|errs)/, one((t) => (noiseAt(Math.floor(t / 7), 'drop') > 0.97 ? 2 : 0))],
  [/pressure_cpu/, one((t) => 0.03 + 0.22 * wave(t, 'pc') ** 2)],
  [/pressure_memory/, one((t) => 0.01 * bursts(t, 'pm'))],
  [/pressure_io/, one((t) => 0.02 + 0.3 * bursts(t, 'Rnvme0n1'))],
  [/max\(1 - node_filesystem/, one(() => 0.873)],
  [/sum\(max by \(device\) \(node_filesystem_avail/, one(() => 1_325 * GIB)],
  [/1 - node_filesystem/, each('mountpoint', Object.keys(MOUNTS), (t, mount) => MOUNTS[mount][1])],
  [
    /node_filesystem_size/,
    each('mountpoint', Object.keys(MOUNTS), (t, mount) => MOUNTS[mount][0] * GIB),
  ],
  [
    /node_filesystem_avail/,
    each(
      'mountpoint',
      Object.keys(MOUNTS),
      (t, mount) => MOUNTS[mount][0] * GIB * (1 - MOUNTS[mount][1]),
    ),
  ],
  [/node_boot_time/, one((t) => t - BOOT / 1_000)],
  [/node_procs_running/, one((t) => Math.round(1 + 3 * wave(t, 'running')))],
  [/node_procs_blocked/, one((t) => Math.round(bursts(t, 'Rnvme0n1')))],
  [
    /namedprocess_namegroup_cpu/,
    each(
      'groupname',
      Object.keys(PROCESSES),
      (t, name) => PROCESSES[name][0] * (0.4 + 1.2 * smooth(t, 30, name)),
    ),
  ],
  [
    /namedprocess_namegroup_memory/,
    each(
      'groupname',
      Object.keys(PROCESSES),
      (t, name) => PROCESSES[name][1] * (1 + 0.02 * smooth(t, 60, name)),
    ),
  ],
  [/CurrEstab/, one((t) => Math.round(180 + 90 * wave(t, 'estab')))],
  [/sockstat_TCP_tw/, one((t) => Math.round(60 + 50 * wave(t, 'tw')))],
  [/node_context_switches/, one((t) => 8_000 + 22_000 * wave(t, 'switches'))],
  [/node_intr/, one((t) => 5_000 + 9_000 * wave(t, 'intr'))],
  [/node_forks/, one((t) => 2 + 26 * bursts(t, 'forks') + 3 * wave(t, 'forks'))],
  [/node_filefd/, one((t) => Math.round(9_800 + 900 * smooth(t, 40, 'fd')))],
  [
    /muninn_store_samples_total|muninn_collect_samples/,
    one((t) => 1_040 + 60 * wave(t, 'samples')),
  ],
  [/muninn_ingest_samples/, one((t) => 300 * bursts(t, 'pushed'))],
  [/muninn_store_head_series/, one((t) => 1_312 + Math.round(4 * smooth(t, 60, 'series')))],
  [/muninn_store_wal_written/, one((t) => 14_000 + 2_500 * wave(t, 'wal'))],
  [/muninn_store_samples_rejected|muninn_live_skipped/, one(() => 0)],
  [/muninn_store_blocks_bytes/, one(() => 38 * MIB)],
  [/muninn_store_wal_bytes/, one((t) => MIB * (2 + 5 * sawtooth(t, 400)))],
  [/muninn_store_head_bytes/, one((t) => MIB * (3 + 2 * sawtooth(t, 400)))],
  [
    /muninn_http_requests/,
    each('code', ['200', '400'], (t, code) => (code === '200' ? 4 + 3 * wave(t, code) : 0)),
  ],
  [/muninn_query_duration_seconds_count/, one((t) => 22 + 8 * wave(t, 'queries'))],
  [/quantile\(0\.5/, one((t) => 0.0006 + 0.0004 * wave(t, 'q50'))],
  [/quantile\(0\.99/, one((t) => 0.004 + 0.009 * wave(t, 'q99'))],
  [/muninn_live_frames_sent/, one((t) => 25 + 2 * wave(t, 'frames'))],
  [/muninn_live_frames_encoded/, one(() => 25)],
  [/muninn_live_connections/, one(() => 1)],
  [/muninn_live_views/, one(() => 25)],
  [
    /jvm_memory_pool_used/,
    each(
      'pool',
      Object.keys(POOLS),
      (t, pool) =>
        MIB *
        POOLS[pool] *
        (pool.includes('Eden') ? 0.1 + sawtooth(t, 37) : 1 + 0.02 * smooth(t, 60, pool)),
    ),
  ],
  [/jvm_memory_used/, one((t) => MIB * (94 + 60 * (0.1 + sawtooth(t, 37))))],
  [/jvm_memory_max/, one(() => 512 * MIB)],
  [
    /by \(gc\).*jvm_gc/,
    each(
      'gc',
      ['G1 Young Generation', 'G1 Concurrent GC'],
      (t, gc) => (t % 37 < 4 ? 0.002 : 0) + 0.0002 * wave(t, gc),
    ),
  ],
  [/jvm_gc/, one((t) => (t % 37 < 4 ? 0.002 : 0))],
  [/jvm_threads_daemon/, one(() => 24)],
  [/jvm_threads/, one((t) => 31 + Math.round(2 * smooth(t, 20, 'threads')))],
  [/process_cpu/, one((t) => 0.03 + 0.03 * wave(t, 'self'))],
  [/process_resident/, one((t) => MIB * (203 + 6 * smooth(t, 90, 'rss')))],
  [/process_start_time/, one((t) => t - BOOT / 1_000 - 86_400 * 2)],
];

/** The series that answer an expression: labels and a function of the time in seconds. */
export function answer(expr) {
  const wrong = expr.indexOf('syntax_error');
  if (wrong >= 0) {
    throw new Error(`1:${wrong + 1}: parse error: unexpected identifier "syntax_error"`);
  }
  return ANSWERS.find(([pattern]) => pattern.test(expr))?.[1] ?? [];
}
