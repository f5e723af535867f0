import type { Section } from '../model';
import { PRESSURE_REMEDY, RATE } from './selectors';

/** What the cores and the memory do, and who waits for them. */
export const processor: Section = {
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
      queries: [
        {
          ref: 'A',
          legend: '{{mode}}',
          // Of the time that was measured, as the tile has it.
          expr: `sum by (mode) (rate(node_cpu_seconds_total{$node,mode!="idle"}${RATE})) / scalar(sum(rate(node_cpu_seconds_total{$node}${RATE})))`,
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
      description:
        'Tasks that run or wait for a core or a disk. The dashed line is the number of cores.',
      span: 6,
      unit: 'none',
      min: 0,
      colors: { '1 min': 0, '5 min': 1, '15 min': 2 },
      order: ['1 min', '5 min', '15 min'],
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
        {
          ref: 'A',
          legend: 'cpu',
          expr: `rate(node_pressure_cpu_waiting_seconds_total{$node}${RATE})`,
        },
        {
          ref: 'B',
          legend: 'memory',
          expr: `rate(node_pressure_memory_waiting_seconds_total{$node}${RATE})`,
        },
        {
          ref: 'C',
          legend: 'disk',
          expr: `rate(node_pressure_io_waiting_seconds_total{$node}${RATE})`,
        },
      ],
    },
  ],
};
