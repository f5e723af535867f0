import { Labels } from '../../app/Labels';
import { graphAddress, momentText } from '../words';
import { lengthText } from '../../time/length';
import type { Incident } from './api';

/** The alerts of an incident, each with the way to its graph. */
export function AlertTable({ incident }: { incident: Incident }) {
  const now = Date.now() / 1_000;
  return (
    <ul class="incident-alerts">
      {incident.alerts.map((alert, index) => {
        const end = alert.endsAt ?? now;
        const margin = Math.max(600, (end - alert.startsAt) * 0.3);
        const address = graphAddress(alert.generatorURL, alert.startsAt - margin, end + margin);
        return (
          <li key={index}>
            <strong>{alert.summary || alert.labels.alertname}</strong>
            <Labels labels={alert.labels} />
            <span class="hint">
              {momentText(alert.startsAt)},{' '}
              {alert.endsAt === null ? 'fires' : `for ${lengthText(end - alert.startsAt)}`}
            </span>
            {address && <a href={address}>Graph</a>}
          </li>
        );
      })}
    </ul>
  );
}
