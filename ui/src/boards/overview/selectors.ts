/* What the sections of the overview have in common. */

export const RATE = '[$__rate_interval]';
/** Loopback and the far ends of container links would count the same bytes again. */
export const REAL_DEVICES = 'device!~"lo|(veth|docker|br-|virbr|cni|flannel|cali|ifb|dummy).*"';
/** Partitions and mapped devices would count the same bytes again. */
export const REAL_DISKS =
  'device!~"loop.*|ram.*|dm-.*|sr.*|(sd|vd|hd|xvd)[a-z]+[0-9]+|nvme.*p[0-9]+|mmcblk.*p[0-9]+"';
export const REAL_FILE_SYSTEMS =
  'fstype!~"tmpfs|devtmpfs|squashfs|ramfs|iso9660|nsfs|fuse.*",mountpoint!~"/(var/lib/(docker|containers|kubelet)|run|snap)/.+"';
/** Longer than the page's own: a list that changes order each second cannot be read. */
export const CALM_RATE = '[15s]';

export const BUSY_LIMITS = [
  { at: 0.8, level: 'warn' },
  { at: 0.95, level: 'bad' },
] as const;

export const PRESSURE_REMEDY =
  'This kernel does not tell pressure. Start it with psi=1, or use one built with CONFIG_PSI.';
export const HOST_REMEDY =
  'Muninn measures this machine by itself while collect.host is on. For other machines, scrape a node_exporter as job "node".';
export const PROCESS_REMEDY =
  'Processes are listed of the machine that Muninn runs on, while collect.host is on.';
