import type { AlertGroup, ShownAlert } from './api';

/** What is worst comes first; names that are not known stand between warnings and mere notes. */
const RANKS: Readonly<Record<string, number>> = {
  critical: 0,
  page: 0,
  error: 1,
  high: 1,
  warning: 2,
  info: 4,
  none: 4,
};
const UNKNOWN_RANK = 3;

/** `shop-9` comes before `shop-10`. */
const NAMES = new Intl.Collator('en', { numeric: true });

/** Groups with the worst alerts first, and in each what began last. */
export function inOrder(groups: readonly AlertGroup[]): AlertGroup[] {
  return groups
    .map((group) => ({ ...group, alerts: group.alerts.toSorted(byBegin) }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || NAMES.compare(nameOf(a), nameOf(b)));
}

function byBegin(a: ShownAlert, b: ShownAlert): number {
  return b.startsAt - a.startsAt || NAMES.compare(textOf(a), textOf(b));
}

const rankOf = ({ alerts }: AlertGroup) =>
  Math.min(...alerts.map(({ labels }) => RANKS[labels['severity'] ?? ''] ?? UNKNOWN_RANK));

const nameOf = ({ labels, groupKey }: AlertGroup) => labels['alertname'] ?? groupKey;

const textOf = ({ annotations, labels }: ShownAlert) =>
  annotations['summary'] ?? Object.values(labels).join(' ');
