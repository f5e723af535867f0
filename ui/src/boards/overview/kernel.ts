import type { Section } from '../model';
import { RATE } from './selectors';

/** What the kernel is busy with. */
export const kernel: Section = {
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
      queries: [
        {
          ref: 'A',
          legend: 'context switches',
          expr: `rate(node_context_switches_total{$node}${RATE})`,
        },
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
      queries: [{ ref: 'A', legend: 'started', expr: `rate(node_forks_total{$node}${RATE})` }],
    },
    {
      kind: 'timeseries',
      id: 'open-files',
      title: 'Open files',
      span: 3,
      unit: 'short',
      min: 0,
      queries: [{ ref: 'A', legend: 'open', expr: 'node_filefd_allocated{$node}' }],
    },
  ],
};
