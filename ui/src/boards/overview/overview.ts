import type { Board } from '../model';
import { disks } from './disks';
import { kernel } from './kernel';
import { network } from './network';
import { tiles } from './now';
import { processor } from './processor';
import { HOST_REMEDY } from './selectors';

/** What a machine is doing now: the page that needs no configuration. */
export const overview: Board = {
  id: 'overview',
  path: '/',
  title: 'Overview',
  key: 'h',
  selector: 'job="node"',
  instances: 'timestamp(node_load1{job="node"})',
  identity: {
    expr: 'node_uname_info{$node}',
    title: '{{nodename}}',
    detail: '{{sysname}} {{release}} {{machine}}',
  },
  remedy: HOST_REMEDY,
  sections: [tiles, processor, disks, network, kernel],
};
