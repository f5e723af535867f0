import type { Section } from '../model';
import { RATE } from './selectors';

/** The process and its virtual machine. */
export const java: Section = {
  title: 'Java',
  panels: [
    {
      kind: 'timeseries',
      id: 'heap',
      title: 'Memory by pool',
      span: 6,
      unit: 'bytes',
      isStacked: true,
      min: 0,
      queries: [
        { ref: 'A', legend: '{{pool}}', expr: 'sum by (pool) (jvm_memory_pool_used_bytes{$node})' },
      ],
    },
    {
      kind: 'timeseries',
      id: 'gc',
      title: 'Time in garbage collection',
      span: 3,
      unit: 'percentunit',
      min: 0,
      queries: [
        {
          ref: 'A',
          legend: '{{gc}}',
          expr: `sum by (gc) (rate(jvm_gc_collection_seconds_sum{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'timeseries',
      id: 'threads',
      title: 'Threads',
      span: 3,
      unit: 'short',
      min: 0,
      queries: [
        { ref: 'A', legend: 'all', expr: 'sum(jvm_threads_current{$node})' },
        { ref: 'B', legend: 'daemon', expr: 'sum(jvm_threads_daemon{$node})' },
      ],
    },
  ],
};
