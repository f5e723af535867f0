import { ApiError, callApi, exchange } from '../data/http';
import { labelsIn } from './matchers';
import { type Place, placeOf } from './paging';

export type LabelSet = Readonly<Record<string, string>>;

/** What keeps an alert quiet. */
export interface Quiet {
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly LabelSet[];
  readonly mutedBy: readonly string[];
}

export interface ShownAlert {
  readonly fingerprint: string;
  readonly labels: LabelSet;
  readonly annotations: LabelSet;
  readonly startsAt: number;
  readonly generatorURL: string;
  readonly state: 'active' | 'suppressed';
  readonly quiet: Quiet;
}

/** Somebody takes care of a group. */
export interface Care {
  readonly person: string;
  readonly note: string;
  readonly until: number;
}

export interface AlertGroup {
  readonly groupKey: string;
  readonly labels: LabelSet;
  readonly receiver: string;
  readonly acknowledgement: Care | null;
  /** Of all that fire in it. */
  readonly alertCount: number;
  /** Those that began last. */
  readonly alerts: readonly ShownAlert[];
}

/** Groups with the worst first, and how many there are in all. */
export interface GroupPage {
  readonly groups: readonly AlertGroup[];
  readonly groupCount: number;
  readonly alertCount: number;
}

export interface LabelMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** What a silence would keep quiet now. */
export interface SilencePreview {
  readonly matchers: readonly LabelMatcher[];
  readonly alertCount: number;
  readonly alerts: readonly ShownAlert[];
}

export interface Silence {
  readonly id: string;
  readonly status: { readonly state: string };
  readonly comment: string;
  readonly createdBy: string;
  readonly endsAt: string;
  readonly matchers: readonly LabelMatcher[];
}

/** Where an alert goes, and why it is told or not. */
export interface Explanation {
  readonly receiver: string;
  /** The {@link RouteNode.path} of the route. */
  readonly route: string;
  readonly path: string;
  readonly groupKey: string;
  readonly why: string;
}

/** A route with what it inherits filled in, and those below it. */
export interface RouteNode {
  readonly path: string;
  readonly receiver: string;
  readonly channels: readonly string[];
  readonly matchers: readonly string[];
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  readonly continue: boolean;
  /** Alerts on it now. */
  readonly firing: number;
  readonly routes: readonly RouteNode[];
}

export interface Delivery {
  readonly id: string;
  readonly channel: string;
  readonly groupLabels: LabelSet;
  readonly status: string;
  readonly reason: string;
  readonly state: string;
  readonly createdAt: number;
  readonly attempts: number;
  readonly detail: string;
}

/** Which of the servers that share a database tells people. */
export interface Duty {
  readonly isOwner: boolean;
  /** The same in a sentence. */
  readonly message: string;
}

export const loadDuty = () => callApi<Duty>('alerting/status');

export const listGroups = (filter: string, limit: number) =>
  callApi<GroupPage>(`alerting/groups?${filterOf(filter, { limit: String(limit) })}`);

/** One group with so many of its alerts. */
export const loadGroup = (filter: string, group: string, alerts: number) =>
  callApi<GroupPage>(`alerting/groups?${filterOf(filter, { group, alerts: String(alerts) })}`);

export const listHistory = (filter: string, place: Place) =>
  callApi<{ deliveries: readonly Delivery[]; next: string | null }>(
    `alerting/history?${filterOf(filter, placeOf(place))}`,
  );

export const loadRoutes = () => callApi<RouteNode>('alerting/routes');

export const explain = (labels: string) =>
  callApi<{ routes: readonly Explanation[] }>(
    `alerting/explain?${new URLSearchParams(labelsIn(labels).map((label) => ['label', label]))}`,
  );

export const previewSilence = (filter: string) =>
  callApi<SilencePreview>(`alerting/silence-preview?${filterOf(filter, { limit: '5' })}`);

/** Parameters of a request, with a filter by matchers unless it is empty. */
export function filterOf(filter: string, others: Readonly<Record<string, string>>) {
  const asked = new URLSearchParams(others);
  if (filter.trim()) asked.set('filter', filter.trim());
  return asked;
}

export async function takeCare(groupKey: string, person: string): Promise<void> {
  await send('/api/v1/alerting/acknowledgements', { groupKey, person, for: '4h' });
}

export type SilenceState = 'active' | 'pending' | 'expired';

export interface SilencePage {
  readonly silences: readonly Silence[];
  /** Of those that the filter is about, whether or not they are on the page. */
  readonly counts: Readonly<Record<SilenceState, number>>;
}

export const listSilences = (filter: string, state: SilenceState | 'all', limit: number) =>
  callApi<SilencePage>(`alerting/silences?${filterOf(filter, { state, limit: String(limit) })}`);

/** A silence that begins now; with the id of another it takes its place. */
export interface NewSilence {
  readonly id?: string;
  readonly matchers: readonly LabelMatcher[];
  readonly hours: number;
  readonly comment: string;
}

export async function silence({ hours, ...asked }: NewSilence, person: string): Promise<void> {
  const now = Date.now();
  await send('/api/v2/silences', {
    ...asked,
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + hours * 3_600_000).toISOString(),
    createdBy: person,
  });
}

export const expireSilence = (id: string) => remove(`/api/v2/silence/${id}`);

/** Deletes what is at an address; a refusal is thrown in its words. */
export const remove = (address: string) => plain(address, 'DELETE');

/** Makes an address be there; a refusal is thrown in its words. */
export const put = (address: string) => plain(address, 'PUT');

async function plain(address: string, method: string): Promise<void> {
  const { response, json } = await exchange(address, { method });
  if (!response.ok) throw new ApiError(wordsOf(json, response), response.status);
}

/**
 * Sends JSON to one of the server's addresses and gives the data of its answer; a refusal is thrown
 * in its words.
 */
export async function send<T = void>(
  address: string,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const { response, json } = await exchange(address, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new ApiError(wordsOf(json, response), response.status, json);
  return (json as { data?: T } | null)?.data as T;
}

/** Alertmanager's API says what is wrong as a bare text, ours in an envelope. */
function wordsOf(json: unknown, response: Response): string {
  if (typeof json === 'string') return json;
  const { error, message } = (json ?? {}) as { error?: string; message?: string };
  return error ?? message ?? `The server answered ${response.status}.`;
}
