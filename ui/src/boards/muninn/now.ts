import type { Section } from '../model';
import { RATE } from './selectors';

/** The figures to look at first. */
export const tiles: Section = {
  title: 'Now',
  panels: [
    {
      kind: 'stat',
      id: 'samples',
      title: 'Samples taken in',
      span: 3,
      unit: 'cps',
      min: 0,
      detail: '{B:short} series',
      queries: [
        {
          ref: 'A',
          legend: 'samples',
          expr: `sum(rate(muninn_store_samples_total{$node}${RATE}))`,
        },
        { ref: 'B', legend: 'series', expr: 'sum(muninn_store_head_series{$node})' },
      ],
    },
    {
      kind: 'stat',
      id: 'queries',
      title: 'Queries',
      span: 3,
      unit: 'ops',
      min: 0,
      queries: [
        {
          ref: 'A',
          legend: 'queries',
          expr: `sum(rate(muninn_query_duration_seconds_count{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'stat',
      id: 'viewers',
      title: 'Live pages',
      span: 3,
      unit: 'none',
      min: 0,
      detail: '{B:none} views',
      queries: [
        { ref: 'A', legend: 'pages', expr: 'sum(muninn_live_connections{$node})' },
        { ref: 'B', legend: 'views', expr: 'sum(muninn_live_views{$node})' },
      ],
    },
    {
      kind: 'stat',
      id: 'heap-used',
      title: 'Heap used',
      span: 3,
      unit: 'bytes',
      min: 0,
      detail: 'of at most {B:bytes}',
      queries: [
        { ref: 'A', legend: 'used', expr: 'sum(jvm_memory_used_bytes{$node,area="heap"})' },
        { ref: 'B', legend: 'limit', expr: 'sum(jvm_memory_max_bytes{$node,area="heap"})' },
      ],
    },
    {
      kind: 'stat',
      id: 'process-cpu',
      title: 'CPU',
      description: '100 % is one core.',
      span: 3,
      unit: 'percentunit',
      min: 0,
      queries: [
        { ref: 'A', legend: 'cpu', expr: `sum(rate(process_cpu_seconds_total{$node}${RATE}))` },
      ],
    },
    {
      kind: 'stat',
      id: 'resident',
      title: 'Resident memory',
      span: 3,
      unit: 'bytes',
      min: 0,
      queries: [
        { ref: 'A', legend: 'resident', expr: 'sum(process_resident_memory_bytes{$node})' },
      ],
    },
    {
      kind: 'stat',
      id: 'gc-share',
      title: 'GC time',
      description: 'Share of the time in which the collector was at work.',
      span: 3,
      unit: 'percentunit',
      min: 0,
      thresholds: [
        { at: 0.1, level: 'warn' },
        { at: 0.3, level: 'bad' },
      ],
      queries: [
        {
          ref: 'A',
          legend: 'collecting',
          expr: `sum(rate(jvm_gc_collection_seconds_sum{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'stat',
      id: 'up-for',
      title: 'Up for',
      span: 3,
      unit: 'dtdurations',
      min: 0,
      queries: [
        { ref: 'A', legend: 'uptime', expr: 'time() - max(process_start_time_seconds{$node})' },
      ],
    },
  ],
};
