import type { Section } from '../model';
import { RATE, REAL_DEVICES } from './selectors';

/** What comes in and goes out. */
export const network: Section = {
  title: 'Network',
  panels: [
    {
      kind: 'timeseries',
      id: 'network',
      title: 'Network traffic',
      description: 'In above the line, out below.',
      span: 6,
      unit: 'Bps',
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
      queries: [
        { ref: 'A', legend: 'established', expr: 'node_netstat_Tcp_CurrEstab{$node}' },
        { ref: 'B', legend: 'waiting', expr: 'node_sockstat_TCP_tw{$node}' },
      ],
    },
  ],
};
