import type { Section } from '../model';
import { RATE } from './selectors';

/** What is kept, where, and how soon it is safe. */
export const storage: Section = {
  title: 'Storage',
  panels: [
    {
      kind: 'timeseries',
      id: 'series',
      title: 'Series',
      description: 'Series written now or lately.',
      span: 3,
      unit: 'short',
      min: 0,
      queries: [{ ref: 'A', legend: 'in the head', expr: 'sum(muninn_store_head_series{$node})' }],
    },
    {
      kind: 'timeseries',
      id: 'kept',
      title: 'Bytes kept',
      span: 3,
      unit: 'bytes',
      isStacked: true,
      min: 0,
      order: ['blocks', 'log', 'memory'],
      colors: { blocks: 0, log: 1, memory: 2 },
      queries: [
        { ref: 'A', legend: 'blocks', expr: 'sum(muninn_store_blocks_bytes{$node})' },
        { ref: 'B', legend: 'log', expr: 'sum(muninn_store_wal_bytes{$node})' },
        { ref: 'C', legend: 'memory', expr: 'sum(muninn_store_head_bytes{$node})' },
      ],
    },
    {
      kind: 'timeseries',
      id: 'wal',
      title: 'Write-ahead log',
      span: 3,
      unit: 'Bps',
      min: 0,
      queries: [
        {
          ref: 'A',
          legend: 'written',
          expr: `sum(rate(muninn_store_wal_written_bytes_total{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'timeseries',
      id: 'wal-sync',
      title: 'Time to force the log to disk',
      description: 'What is acknowledged has been through this.',
      span: 3,
      unit: 's',
      min: 0,
      colors: { median: 0, 'slowest 1 %': 1 },
      queries: [
        {
          ref: 'A',
          legend: 'median',
          expr: `histogram_quantile(0.5, sum by (le) (rate(muninn_store_wal_sync_seconds_bucket{$node}${RATE})))`,
        },
        {
          ref: 'B',
          legend: 'slowest 1 %',
          expr: `histogram_quantile(0.99, sum by (le) (rate(muninn_store_wal_sync_seconds_bucket{$node}${RATE})))`,
        },
      ],
    },
  ],
};
