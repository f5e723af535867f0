import type { Section } from '../model';
import { RATE } from './selectors';

/** What comes in, is asked, and goes out. */
export const work: Section = {
  title: 'Work',
  panels: [
    {
      kind: 'timeseries',
      id: 'ingest-rate',
      title: 'Samples taken in',
      span: 6,
      unit: 'cps',
      min: 0,
      colors: { stored: 0, collected: 2, pushed: 1, refused: 5 },
      queries: [
        { ref: 'A', legend: 'stored', expr: `sum(rate(muninn_store_samples_total{$node}${RATE}))` },
        {
          ref: 'B',
          legend: 'collected',
          expr: `sum(rate(muninn_collect_samples_total{$node}${RATE}))`,
        },
        {
          ref: 'C',
          legend: 'pushed',
          expr: `sum(rate(muninn_ingest_samples_total{$node}${RATE}))`,
        },
        {
          ref: 'D',
          legend: 'refused',
          expr: `sum(rate(muninn_store_samples_rejected_total{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'timeseries',
      id: 'live-frames',
      title: 'Live frames',
      description: 'Each view is written once and sent to all its viewers.',
      span: 6,
      unit: 'ops',
      min: 0,
      colors: { sent: 0, written: 2, skipped: 1 },
      queries: [
        {
          ref: 'A',
          legend: 'sent',
          expr: `sum(rate(muninn_live_frames_sent_total{$node}${RATE}))`,
        },
        {
          ref: 'B',
          legend: 'written',
          expr: `sum(rate(muninn_live_frames_encoded_total{$node}${RATE}))`,
        },
        {
          ref: 'C',
          legend: 'skipped',
          expr: `sum(rate(muninn_live_skipped_ticks_total{$node}${RATE}))`,
        },
      ],
    },
    {
      kind: 'timeseries',
      id: 'query-rate',
      title: 'Queries',
      span: 4,
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
      kind: 'timeseries',
      id: 'query-duration',
      title: 'Query duration',
      span: 4,
      unit: 's',
      min: 0,
      colors: { median: 0, 'slowest 1 %': 1 },
      queries: [
        {
          ref: 'A',
          legend: 'median',
          expr: `histogram_quantile(0.5, sum by (le) (rate(muninn_query_duration_seconds_bucket{$node}${RATE})))`,
        },
        {
          ref: 'B',
          legend: 'slowest 1 %',
          expr: `histogram_quantile(0.99, sum by (le) (rate(muninn_query_duration_seconds_bucket{$node}${RATE})))`,
        },
      ],
    },
    {
      kind: 'timeseries',
      id: 'requests',
      title: 'HTTP requests by answer',
      span: 4,
      unit: 'reqps',
      min: 0,
      queries: [
        {
          ref: 'A',
          legend: '{{code}}',
          expr: `sum by (code) (rate(muninn_http_requests_total{$node}${RATE}))`,
        },
      ],
    },
  ],
};
