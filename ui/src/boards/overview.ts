import type { Board } from './model';

const RATE = '[$__rate_interval]';
/** Loopback and the far ends of container links would count the same bytes again. */
const REAL_DEVICES = 'device!~"lo|veth.*|docker.*|br-.*|cni.*|flannel.*|cali.*"';
/** Partitions and mapped devices would count the same bytes again. */
const REAL_DISKS = 'device!~"loop.*|ram.*|dm-.*|sr.*|(sd|vd|hd|xvd)[a-z]+[0-9]+|nvme.*p[0-9]+|mmcblk.*p[0-9]+"';
const REAL_FILE_SYSTEMS =
  'fstype!~"tmpfs|devtmpfs|squashfs|ramfs|iso9660|nsfs|fuse.*",mountpoint!~"/(var/lib/(docker|containers|kubelet)|run|snap)/.+"';
/** Longer than the page's own: a list that changes order each second cannot be read. */
const CALM_RATE = '[15s]';

const BUSY_LIMITS = [
  { at: 0.8, level: 'warn' },
  { at: 0.95, level: 'bad' },
] as const;

const PRESSURE_REMEDY =
  'This kernel does not tell pressure. Start it with psi=1, or use one built with CONFIG_PSI.';
const HOST_REMEDY =
  'Muninn measures this machine by itself while collect.host is on. For other machines, scrape a node_exporter as job "node".';
const PROCESS_REMEDY = 'Processes are listed while collect.host is on.';

/** What a machine is doing now: the page that needs no configuration. */
export const overview: Board = {
  id: 'overview',
  path: '/',
  title: 'Overview',
  key: 'h',
  selector: 'job="node"',
  instances: 'timestamp(node_load1{job="node"})',
  identity: {
    expr: 'node_uname_info{$node}',
    title: '{{nodename}}',
    detail: '{{sysname}} {{release}} {{machine}}',
  },
  sections: [
    {
      title: 'Now',
      panels: [
        {
          kind: 'stat',
          id: 'cpu-busy',
          title: 'CPU busy',
          description: 'Share of all cores that is neither idle nor waiting for a disk.',
          span: 3,
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: BUSY_LIMITS,
          detail: '{B:none} cores',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'busy',
              expr: `1 - avg(sum by (cpu) (rate(node_cpu_seconds_total{$node,mode=~"idle|iowait"}${RATE})))`,
            },
            { ref: 'B', legend: 'cores', expr: 'count(node_cpu_seconds_total{$node,mode="idle"})' },
          ],
        },
        {
          kind: 'stat',
          id: 'memory-used',
          title: 'Memory used',
          description: 'What programs hold; caches that can be given back do not count.',
          span: 3,
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: BUSY_LIMITS,
          detail: '{B:bytes} of {C:bytes}',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'used',
              expr: '1 - node_memory_MemAvailable_bytes{$node} / node_memory_MemTotal_bytes{$node}',
            },
            {
              ref: 'B',
              legend: 'used bytes',
              expr: 'node_memory_MemTotal_bytes{$node} - node_memory_MemAvailable_bytes{$node}',
            },
            { ref: 'C', legend: 'total', expr: 'node_memory_MemTotal_bytes{$node}' },
          ],
        },
        {
          kind: 'stat',
          id: 'load',
          title: 'Load per core',
          description: 'Tasks that run or wait, in the mean of a minute, for each core. Above 1 they queue.',
          span: 3,
          unit: 'none',
          decimals: 2,
          min: 0,
          thresholds: [
            { at: 1.5, level: 'warn' },
            { at: 4, level: 'bad' },
          ],
          detail: '{B:none} over {C:none} cores',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'load per core',
              expr: 'sum(node_load1{$node}) / count(node_cpu_seconds_total{$node,mode="idle"})',
            },
            { ref: 'B', legend: 'load', expr: 'sum(node_load1{$node})' },
            { ref: 'C', legend: 'cores', expr: 'count(node_cpu_seconds_total{$node,mode="idle"})' },
          ],
        },
        {
          kind: 'stat',
          id: 'disk-busy',
          title: 'Disk busy',
          description: 'Share of the time in which the busiest disk had something to do.',
          span: 3,
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: BUSY_LIMITS,
          detail: '{B:Bps} r · {C:Bps} w',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'busy',
              expr: `max(rate(node_disk_io_time_seconds_total{$node,${REAL_DISKS}}${RATE}))`,
            },
            {
              ref: 'B',
              legend: 'read',
              expr: `sum(rate(node_disk_read_bytes_total{$node,${REAL_DISKS}}${RATE}))`,
            },
            {
              ref: 'C',
              legend: 'written',
              expr: `sum(rate(node_disk_written_bytes_total{$node,${REAL_DISKS}}${RATE}))`,
            },
          ],
        },
        {
          kind: 'stat',
          id: 'network-in',
          title: 'Network in',
          span: 3,
          unit: 'Bps',
          min: 0,
          detail: '{B:Bps} out',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'in',
              expr: `sum(rate(node_network_receive_bytes_total{$node,${REAL_DEVICES}}${RATE}))`,
            },
            {
              ref: 'B',
              legend: 'out',
              expr: `sum(rate(node_network_transmit_bytes_total{$node,${REAL_DEVICES}}${RATE}))`,
            },
          ],
        },
        {
          kind: 'stat',
          id: 'pressure-now',
          title: 'CPU pressure',
          description: 'Share of the time in which some task had to wait for a core.',
          span: 3,
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: [
            { at: 0.4, level: 'warn' },
            { at: 0.8, level: 'bad' },
          ],
          detail: 'mem {B:percentunit} · disk {C:percentunit}',
          remedy: PRESSURE_REMEDY,
          queries: [
            { ref: 'A', legend: 'cpu', expr: `rate(node_pressure_cpu_waiting_seconds_total{$node}${RATE})` },
            { ref: 'B', legend: 'memory', expr: `rate(node_pressure_memory_waiting_seconds_total{$node}${RATE})` },
            { ref: 'C', legend: 'disk', expr: `rate(node_pressure_io_waiting_seconds_total{$node}${RATE})` },
          ],
        },
        {
          kind: 'stat',
          id: 'fullest',
          title: 'Fullest file system',
          span: 3,
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: [
            { at: 0.85, level: 'warn' },
            { at: 0.95, level: 'bad' },
          ],
          detail: '{B:bytes} free in all',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'used',
              expr: `max(1 - node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}} / node_filesystem_size_bytes{$node,${REAL_FILE_SYSTEMS}})`,
            },
            {
              ref: 'B',
              legend: 'free',
              expr: `sum(max by (device) (node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}}))`,
            },
          ],
        },
        {
          kind: 'stat',
          id: 'uptime',
          title: 'Up for',
          span: 3,
          unit: 'dtdurations',
          min: 0,
          detail: '{B:none} running · {C:none} blocked',
          remedy: HOST_REMEDY,
          queries: [
            { ref: 'A', legend: 'uptime', expr: 'time() - node_boot_time_seconds{$node}' },
            { ref: 'B', legend: 'running', expr: 'node_procs_running{$node}' },
            { ref: 'C', legend: 'blocked', expr: 'node_procs_blocked{$node}' },
          ],
        },
      ],
    },
    {
      title: 'Processor and memory',
      panels: [
        {
          kind: 'timeseries',
          id: 'cpu',
          title: 'CPU by mode',
          description: 'Share of all cores; what is missing to the top was idle.',
          span: 6,
          unit: 'percentunit',
          isStacked: true,
          min: 0,
          max: 1,
          order: ['system', 'user', 'nice', 'iowait', 'irq', 'softirq', 'steal', 'guest'],
          colors: { system: 1, user: 0, nice: 2, iowait: 3, irq: 6, softirq: 4, steal: 5, guest: 7 },
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{mode}}',
              expr: `avg by (mode) (rate(node_cpu_seconds_total{$node,mode!="idle"}${RATE}))`,
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'memory',
          title: 'Memory',
          span: 6,
          unit: 'bytes',
          isStacked: true,
          min: 0,
          order: ['used', 'buffers', 'cached', 'free'],
          colors: { used: 0, buffers: 3, cached: 2, free: 8, total: 9 },
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'used',
              expr: 'node_memory_MemTotal_bytes{$node} - node_memory_MemFree_bytes{$node} - node_memory_Buffers_bytes{$node} - node_memory_Cached_bytes{$node}',
            },
            { ref: 'B', legend: 'buffers', expr: 'node_memory_Buffers_bytes{$node}' },
            { ref: 'C', legend: 'cached', expr: 'node_memory_Cached_bytes{$node}' },
            { ref: 'D', legend: 'free', expr: 'node_memory_MemFree_bytes{$node}' },
          ],
        },
        {
          kind: 'timeseries',
          id: 'load-average',
          title: 'Load average',
          description: 'Tasks that run or wait for a core or a disk. The dashed line is the number of cores.',
          span: 6,
          unit: 'none',
          min: 0,
          colors: { '1 min': 0, '5 min': 1, '15 min': 2 },
          order: ['1 min', '5 min', '15 min'],
          remedy: HOST_REMEDY,
          queries: [
            { ref: 'A', legend: '1 min', expr: 'node_load1{$node}' },
            { ref: 'B', legend: '5 min', expr: 'node_load5{$node}' },
            { ref: 'C', legend: '15 min', expr: 'node_load15{$node}' },
            {
              ref: 'D',
              legend: 'cores',
              isLimit: true,
              expr: 'count(node_cpu_seconds_total{$node,mode="idle"})',
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'pressure',
          title: 'Pressure',
          description: 'Share of the time in which some task had to wait for this.',
          span: 6,
          unit: 'percentunit',
          min: 0,
          colors: { cpu: 0, memory: 2, disk: 1 },
          order: ['cpu', 'memory', 'disk'],
          remedy: PRESSURE_REMEDY,
          queries: [
            { ref: 'A', legend: 'cpu', expr: `rate(node_pressure_cpu_waiting_seconds_total{$node}${RATE})` },
            { ref: 'B', legend: 'memory', expr: `rate(node_pressure_memory_waiting_seconds_total{$node}${RATE})` },
            { ref: 'C', legend: 'disk', expr: `rate(node_pressure_io_waiting_seconds_total{$node}${RATE})` },
          ],
        },
      ],
    },
    {
      title: 'Disks',
      panels: [
        {
          kind: 'timeseries',
          id: 'disk-throughput',
          title: 'Disk throughput',
          description: 'Read above the line, written below.',
          span: 4,
          unit: 'Bps',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{device}} read',
              expr: `rate(node_disk_read_bytes_total{$node,${REAL_DISKS}}${RATE})`,
            },
            {
              ref: 'B',
              legend: '{{device}} written',
              isMirrored: true,
              expr: `rate(node_disk_written_bytes_total{$node,${REAL_DISKS}}${RATE})`,
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'disk-operations',
          title: 'Disk operations',
          description: 'Reads above the line, writes below.',
          span: 4,
          unit: 'iops',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{device}} reads',
              expr: `rate(node_disk_reads_completed_total{$node,${REAL_DISKS}}${RATE})`,
            },
            {
              ref: 'B',
              legend: '{{device}} writes',
              isMirrored: true,
              expr: `rate(node_disk_writes_completed_total{$node,${REAL_DISKS}}${RATE})`,
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'disk-utilisation',
          title: 'Disk utilisation',
          description: 'Share of the time in which the disk had something to do.',
          span: 4,
          unit: 'percentunit',
          min: 0,
          max: 1,
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{device}}',
              expr: `rate(node_disk_io_time_seconds_total{$node,${REAL_DISKS}}${RATE})`,
            },
          ],
        },
        {
          kind: 'bars',
          id: 'file-systems',
          title: 'File systems',
          span: 4,
          unit: 'percentunit',
          key: 'mountpoint',
          max: 1,
          thresholds: [
            { at: 0.85, level: 'warn' },
            { at: 0.95, level: 'bad' },
          ],
          detail: '{C:bytes} free of {B:bytes}',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{mountpoint}}',
              expr: `1 - node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}} / node_filesystem_size_bytes{$node,${REAL_FILE_SYSTEMS}}`,
            },
            { ref: 'B', legend: '{{mountpoint}} size', expr: `node_filesystem_size_bytes{$node,${REAL_FILE_SYSTEMS}}` },
            { ref: 'C', legend: '{{mountpoint}} free', expr: `node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}}` },
          ],
        },
        {
          kind: 'table',
          id: 'processes-cpu',
          title: 'Processes by CPU',
          description: 'Processes of one name together; 100 % is one core.',
          span: 4,
          unit: 'percentunit',
          key: 'groupname',
          keyTitle: 'Process',
          rows: 9,
          columns: [{ ref: 'A', title: 'CPU', unit: 'percentunit' }],
          remedy: PROCESS_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{groupname}}',
              expr: `topk(12, sum by (groupname) (rate(namedprocess_namegroup_cpu_seconds_total{$node}${CALM_RATE})))`,
            },
          ],
        },
        {
          kind: 'table',
          id: 'processes-memory',
          title: 'Processes by memory',
          description: 'Processes of one name together; memory they share is counted for each.',
          span: 4,
          unit: 'bytes',
          key: 'groupname',
          keyTitle: 'Process',
          rows: 9,
          columns: [{ ref: 'A', title: 'Memory', unit: 'bytes' }],
          remedy: PROCESS_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{groupname}}',
              expr: 'topk(12, sum by (groupname) (namedprocess_namegroup_memory_bytes{$node,memtype="resident"}))',
            },
          ],
        },
      ],
    },
    {
      title: 'Network',
      panels: [
        {
          kind: 'timeseries',
          id: 'network',
          title: 'Network traffic',
          description: 'In above the line, out below.',
          span: 6,
          unit: 'Bps',
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: '{{device}} in',
              expr: `rate(node_network_receive_bytes_total{$node,${REAL_DEVICES}}${RATE})`,
            },
            {
              ref: 'B',
              legend: '{{device}} out',
              isMirrored: true,
              expr: `rate(node_network_transmit_bytes_total{$node,${REAL_DEVICES}}${RATE})`,
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'network-trouble',
          title: 'Lost packets',
          description: 'Packets dropped or broken. It should stay at zero.',
          span: 3,
          unit: 'pps',
          min: 0,
          remedy: HOST_REMEDY,
          queries: [
            {
              ref: 'A',
              legend: 'dropped in',
              expr: `sum(rate(node_network_receive_drop_total{$node,${REAL_DEVICES}}${RATE}))`,
            },
            {
              ref: 'B',
              legend: 'dropped out',
              expr: `sum(rate(node_network_transmit_drop_total{$node,${REAL_DEVICES}}${RATE}))`,
            },
            {
              ref: 'C',
              legend: 'broken',
              expr: `sum(rate(node_network_receive_errs_total{$node,${REAL_DEVICES}}${RATE})) + sum(rate(node_network_transmit_errs_total{$node,${REAL_DEVICES}}${RATE}))`,
            },
          ],
        },
        {
          kind: 'timeseries',
          id: 'sockets',
          title: 'TCP connections',
          span: 3,
          unit: 'short',
          min: 0,
          colors: { established: 0, waiting: 1 },
          remedy: HOST_REMEDY,
          queries: [
            { ref: 'A', legend: 'established', expr: 'node_netstat_Tcp_CurrEstab{$node}' },
            { ref: 'B', legend: 'waiting', expr: 'node_sockstat_TCP_tw{$node}' },
          ],
        },
      ],
    },
    {
      title: 'Kernel',
      panels: [
        {
          kind: 'timeseries',
          id: 'switches',
          title: 'Context switches and interrupts',
          span: 6,
          unit: 'ops',
          min: 0,
          colors: { 'context switches': 0, interrupts: 1 },
          remedy: HOST_REMEDY,
          queries: [
            { ref: 'A', legend: 'context switches', expr: `rate(node_context_switches_total{$node}${RATE})` },
            { ref: 'B', legend: 'interrupts', expr: `rate(node_intr_total{$node}${RATE})` },
          ],
        },
        {
          kind: 'timeseries',
          id: 'forks',
          title: 'New processes',
          span: 3,
          unit: 'ops',
          min: 0,
          remedy: HOST_REMEDY,
          queries: [{ ref: 'A', legend: 'started', expr: `rate(node_forks_total{$node}${RATE})` }],
        },
        {
          kind: 'timeseries',
          id: 'open-files',
          title: 'Open files',
          span: 3,
          unit: 'short',
          min: 0,
          remedy: HOST_REMEDY,
          queries: [{ ref: 'A', legend: 'open', expr: 'node_filefd_allocated{$node}' }],
        },
      ],
    },
  ],
};
