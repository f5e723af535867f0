import { momentText } from '../words';
import { lengthText } from '../../time/length';
import type { Deed, Incident } from './api';
import { linesOf } from './lines';

/** An incident as a text to begin its review with. */
export function markdownOf(incident: Incident, deeds: readonly Deed[]): string {
  const { number, title, severity, startedAt, openedAt, acknowledgedAt, resolvedAt } = incident;
  const facts = [
    `- Severity: ${severity || 'none'}`,
    `- Began: ${momentText(startedAt)}, told after ${lengthText(openedAt - startedAt)}`,
    acknowledgedAt === null
      ? '- Never acknowledged'
      : `- Acknowledged after ${lengthText(acknowledgedAt - openedAt)} by ${incident.acknowledgedBy}`,
    resolvedAt === null
      ? '- Still fires'
      : `- Resolved: ${momentText(resolvedAt)}, after ${lengthText(resolvedAt - startedAt)}`,
  ];
  const story = linesOf(incident.events, deeds).map(({ at, what, who, text }) =>
    `| ${momentText(at)} | ${what}${who && ` by ${who}`} | ${cell(text)} |`.replace(/ {2,}/g, ' '),
  );
  const alerts = incident.alerts.map(
    ({ summary, labels }) => `- ${summary || labels.alertname}: ${labelText(labels)}`,
  );
  return [
    `# Incident ${number}: ${title}`,
    '',
    ...facts,
    '',
    '## What happened',
    '',
    '| when | what | |',
    '|---|---|---|',
    ...story,
    '',
    '## Alerts',
    '',
    ...alerts,
    '',
    '## What we learnt',
    '',
  ].join('\n');
}

/** A text that does not end its cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function labelText(labels: Incident['labels']): string {
  return Object.entries(labels)
    .map(([name, value]) => `\`${name}=${value}\``)
    .join(' ');
}
