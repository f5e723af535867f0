import type { Section } from '../model';
import { CALM_RATE, PROCESS_REMEDY, RATE, REAL_DISKS, REAL_FILE_SYSTEMS } from './selectors';

/** Disks, what is on them, and which processes work. */
export const disks: Section = {
  title: 'Disks',
  panels: [
    {
      kind: 'timeseries',
      id: 'disk-throughput',
      title: 'Disk throughput',
      description: 'Read above the line, written below.',
      span: 4,
      unit: 'Bps',
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
      queries: [
        {
          ref: 'A',
          legend: '{{mountpoint}}',
          expr: `1 - node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}} / node_filesystem_size_bytes{$node,${REAL_FILE_SYSTEMS}}`,
        },
        {
          ref: 'B',
          legend: '{{mountpoint}} size',
          expr: `node_filesystem_size_bytes{$node,${REAL_FILE_SYSTEMS}}`,
        },
        {
          ref: 'C',
          legend: '{{mountpoint}} free',
          expr: `node_filesystem_avail_bytes{$node,${REAL_FILE_SYSTEMS}}`,
        },
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
};
