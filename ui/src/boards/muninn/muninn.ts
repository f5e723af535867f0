import type { Board } from '../model';
import { java } from './java';
import { tiles } from './now';
import { storage } from './storage';
import { work } from './work';

/** Muninn's own condition. */
export const muninn: Board = {
  id: 'muninn',
  path: '/muninn',
  title: 'Muninn itself',
  key: 'm',
  selector: 'job="muninn"',
  instances: 'timestamp(process_cpu_seconds_total{job="muninn"})',
  identity: {
    expr: 'jvm_runtime_info{$node}',
    title: 'Muninn',
    detail: '{{instance}} on Java {{version}}',
  },
  remedy:
    'Muninn measures itself while collect.self is on. Figures of a part appear once it has worked.',
  sections: [tiles, work, storage, java],
};
