import type { EventKind, IncidentSummary } from './api';

/** Events of an incident in people's words. */
export const KIND_WORDS: Readonly<Record<EventKind, string>> = {
  fired: 'Fired',
  joined: 'More alerts',
  ended: 'Ended',
  told: 'Told',
  'not-told': 'Not told',
  acknowledged: 'Acknowledged',
  released: 'Acknowledgement ended',
  silenced: 'Silenced',
  'silence-ended': 'Silence ended',
  escalated: 'Escalated',
  note: 'Note',
  resolved: 'Resolved',
};

export type IncidentState = 'firing' | 'acknowledged' | 'resolved';

export function stateOf({ acknowledgedAt, resolvedAt }: IncidentSummary): IncidentState {
  if (resolvedAt !== null) return 'resolved';
  return acknowledgedAt === null ? 'firing' : 'acknowledged';
}
