import { Labels } from '../app/Labels';
import { PageAnchor } from '../app/PageAnchor';
import { lengthText } from '../time/length';
import type { LabelSet, Quiet, ShownAlert } from './api';
import { graphAddress, momentText, webAddress } from './words';

/** A graph shows so many seconds before the alert began. */
const BEFORE_SECONDS = 1_800;

/** An alert that fires: what it says, since when, why nobody is told, and where to look. */
export function AlertRow({ alert, group }: { alert: ShownAlert; group: LabelSet }) {
  const now = Date.now() / 1_000;
  const { summary, description, runbook_url: runbook } = alert.annotations;
  const graph = graphAddress(alert.generatorURL, alert.startsAt - BEFORE_SECONDS, now);
  return (
    <li class={`is-${alert.state}`}>
      <strong>{summary ?? alert.labels.alertname}</strong>
      {alert.labels.severity && (
        <span class={`severity is-${alert.labels.severity}`}>{alert.labels.severity}</span>
      )}
      <Labels labels={ownOf(alert.labels, group)} />
      <time dateTime={new Date(alert.startsAt * 1_000).toISOString()}>
        since {momentText(alert.startsAt)}, for {lengthText(now - alert.startsAt)}
      </time>
      {alert.state === 'suppressed' && <span class="alert-quiet">{reasonOf(alert.quiet)}</span>}
      <span class="alert-links">
        {graph && <PageAnchor path={graph}>Graph</PageAnchor>}
        {runbook && webAddress(runbook) && (
          <a href={webAddress(runbook)!} rel="noopener noreferrer">
            Runbook
          </a>
        )}
        <PageAnchor path={`/alerts?${new URLSearchParams({ part: 'routes', of: allOf(alert) })}`}>
          Who is told
        </PageAnchor>
      </span>
      {description && description !== summary && <p class="alert-description">{description}</p>}
    </li>
  );
}

/** What is not said by the group already, nor as the severity. */
function ownOf(labels: LabelSet, group: LabelSet): LabelSet {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !(name in group) && name !== 'severity'),
  );
}

function allOf({ labels }: ShownAlert): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${/^[^\s,"{}]+$/.test(value) ? value : JSON.stringify(value)}`)
    .join(' ');
}

function reasonOf({ silencedBy, inhibitedBy, mutedBy }: Quiet): string {
  if (silencedBy.length > 0) return 'silenced';
  if (inhibitedBy.length > 0) return `inhibited by ${inhibitedBy[0]!.alertname}`;
  return `muted by ${mutedBy.join(', ')}`;
}
