import { describe, expect, it } from 'vitest';
import type { AlertGroup, LabelSet, ShownAlert } from './api';
import { inOrder } from './order';

function alert(labels: LabelSet, startsAt = 0): ShownAlert {
  return {
    fingerprint: JSON.stringify(labels),
    labels,
    annotations: {},
    startsAt,
    generatorURL: '',
    state: 'active',
    quiet: { silencedBy: [], inhibitedBy: [], mutedBy: [] },
  };
}

function group(alertname: string, alerts: readonly ShownAlert[]): AlertGroup {
  return {
    groupKey: alertname,
    labels: { alertname },
    receiver: 'r',
    acknowledgement: null,
    alerts,
  };
}

describe('inOrder', () => {
  it('has the groups with the worst alert first', () => {
    const groups = [
      group('Note', [alert({ severity: 'info' })]),
      group('Unsaid', [alert({})]),
      group('Disk', [alert({ severity: 'warning' })]),
      group('Mixed', [alert({ severity: 'info' }), alert({ severity: 'critical' })]),
      group('Checkout', [alert({ severity: 'critical' })]),
    ];
    const names = inOrder(groups).map(({ groupKey }) => groupKey);
    expect(names).toEqual(['Checkout', 'Mixed', 'Disk', 'Unsaid', 'Note']);
  });

  it('has what began last first, then goes by names as people count', () => {
    const pods = ['shop-10', 'shop-9', 'shop-1'].map((pod) => alert({ pod }, 10));
    const [{ alerts }] = inOrder([group('Pods', [...pods, alert({ pod: 'shop-2' }, 20)])]);
    expect(alerts.map(({ labels }) => labels['pod'])).toEqual([
      'shop-2',
      'shop-1',
      'shop-9',
      'shop-10',
    ]);
  });
});
