import { callApi } from '../../data/http';
import { annotationsBetween } from '../../dashboard/api';
import { filterOf, type LabelSet, send } from '../api';
import { type Place, placeOf } from '../paging';

export interface IncidentSummary {
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly groupKey: string;
  readonly labels: LabelSet;
  readonly receiver: string;
  readonly alertCount: number;
  readonly startedAt: number;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string;
  readonly resolvedAt: number | null;
}

export interface IncidentAlert {
  readonly labels: LabelSet;
  readonly summary: string;
  readonly generatorURL: string;
  readonly startsAt: number;
  readonly endsAt: number | null;
}

export type EventKind =
  | 'fired'
  | 'joined'
  | 'ended'
  | 'told'
  | 'not-told'
  | 'acknowledged'
  | 'released'
  | 'silenced'
  | 'silence-ended'
  | 'escalated'
  | 'note'
  | 'resolved';

export interface IncidentEvent {
  readonly at: number;
  readonly kind: EventKind;
  readonly person: string;
  readonly story: string;
}

export interface Incident extends IncidentSummary {
  readonly isCaredFor: boolean;
  readonly alerts: readonly IncidentAlert[];
  /** Of a long story its begin and its end. */
  readonly events: readonly IncidentEvent[];
  /** The events of the whole story. */
  readonly eventCount: number;
}

/** A deployment, or whatever else somebody marked. Times are in seconds. */
export interface Deed {
  readonly at: number;
  readonly title: string;
}

/** What changed before is what people ask for first. */
const BEFORE_SECONDS = 7_200;

export const listIncidents = (state: string, days: number, filter: string, place: Place) =>
  callApi<{ incidents: readonly IncidentSummary[]; next: number | null }>(
    `alerting/incidents?${filterOf(filter, {
      state,
      from: String(Math.round(Date.now() / 1_000 - days * 86_400)),
      ...placeOf(place),
    })}`,
  );

export const loadIncident = (number: number) => callApi<Incident>(`alerting/incidents/${number}`);

/** What was marked in the time of an incident and in the two hours before. */
export async function deedsAround({ startedAt, resolvedAt }: Incident): Promise<readonly Deed[]> {
  const end = resolvedAt ?? Date.now() / 1_000;
  const found = await annotationsBetween(
    (startedAt - BEFORE_SECONDS) * 1_000,
    end * 1_000,
    '',
    [],
    false,
  );
  return found.map(({ time, title, text, tags }) => ({
    at: time / 1_000,
    title: title || text || (tags ?? []).join(', '),
  }));
}

export function addNote(number: number, person: string, note: string): Promise<void> {
  return send(`/api/v1/alerting/incidents/${number}/notes`, { person, note });
}
