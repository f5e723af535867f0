import type { LabelSet } from './api';

/** Labels as small marks, the name of the alert left out where it stands beside. */
export function Labels({ labels }: { labels: LabelSet }) {
  return (
    <span class="alert-labels">
      {Object.entries(labels)
        .filter(([name]) => name !== 'alertname')
        .map(([name, value]) => (
          <span key={name} class="alert-label">
            {name}={value}
          </span>
        ))}
    </span>
  );
}
