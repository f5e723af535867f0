import { Labels } from '../../app/Labels';
import { graphAddress, momentText } from '../words';
import { lengthText } from '../../time/length';
import { useFirst } from '../useFirst';
import type { Incident } from './api';

/** More are a wall beside the story. */
const FIRST_SHOWN = 50;

/** The alerts of an incident, each with the way to its graph. */
export function AlertTable({ incident }: { incident: Incident }) {
  const now = Date.now() / 1_000;
  const { shown, more } = useFirst(incident.alerts, FIRST_SHOWN);
  return (
    <>
      <ul class="incident-alerts">
        {shown.map((alert, index) => {
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
      {more}
    </>
  );
}
