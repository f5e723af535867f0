import type { Section } from '../model';
import {
  BUSY_LIMITS,
  PRESSURE_REMEDY,
  RATE,
  REAL_DEVICES,
  REAL_DISKS,
  REAL_FILE_SYSTEMS,
} from './selectors';

/** The figures to look at first. */
export const tiles: Section = {
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
      queries: [
        {
          ref: 'A',
          legend: 'busy',
          // Of the time that was measured, which is less than the window where data are young.
          expr: `1 - sum(rate(node_cpu_seconds_total{$node,mode=~"idle|iowait"}${RATE})) / sum(rate(node_cpu_seconds_total{$node}${RATE}))`,
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
      description:
        'Tasks that run or wait, in the mean of a minute, for each core. Above 1 they queue.',
      span: 3,
      unit: 'none',
      decimals: 2,
      min: 0,
      thresholds: [
        { at: 1.5, level: 'warn' },
        { at: 4, level: 'bad' },
      ],
      detail: '{B:none} over {C:none} cores',
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
      max: 0.25,
      thresholds: [
        { at: 0.4, level: 'warn' },
        { at: 0.8, level: 'bad' },
      ],
      detail: 'mem {B:percentunit} · disk {C:percentunit}',
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
      queries: [
        { ref: 'A', legend: 'uptime', expr: 'time() - node_boot_time_seconds{$node}' },
        { ref: 'B', legend: 'running', expr: 'node_procs_running{$node}' },
        { ref: 'C', legend: 'blocked', expr: 'node_procs_blocked{$node}' },
      ],
    },
  ],
};
