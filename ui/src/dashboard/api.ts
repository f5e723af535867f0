import { ApiError, exchange } from '../data/http';
import type { Dashboard } from './model';

/** A dashboard as search finds it. */
export interface Found {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly folder?: string;
  readonly folderPath?: readonly string[];
  readonly tags?: readonly string[];
  readonly starred?: boolean;
  readonly readOnly?: boolean;
  readonly updatedAt?: string;
  readonly updatedBy?: string;
  readonly panels?: number;
  readonly visitedAt?: string;
}

export interface SearchResult {
  readonly dashboards: readonly Found[];
  readonly total: number;
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
}

export interface Search {
  readonly query?: string;
  readonly tags?: readonly string[];
  readonly folder?: string;
  readonly starred?: boolean;
  readonly sort?: 'relevance' | 'title' | 'recent' | 'visits' | 'updated';
  readonly limit?: number;
}

export interface Folder {
  readonly uid: string;
  readonly title: string;
  readonly parent?: string;
  readonly path: readonly string[];
  readonly depth: number;
  readonly dashboards: number;
}

export interface Version {
  readonly version: number;
  readonly savedAt: string;
  readonly author: string;
  readonly message?: string;
  readonly source?: string;
}

/** A place of a dashboard that differs between two versions. */
export interface Difference {
  readonly path: string;
  readonly element?: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly from?: unknown;
  readonly to?: unknown;
}

export interface Draft {
  readonly uid: string;
  readonly baseVersion: number;
  readonly savedAt: string;
  readonly dashboard: Dashboard;
}

/** What both sides changed; the merge has both edits, ours where they conflict. */
export interface Conflict {
  readonly baseVersion: number;
  readonly current: Dashboard;
  readonly merged: Dashboard;
  readonly conflicts: readonly Clash[];
}

export interface Clash {
  readonly path: string;
  readonly element?: string;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly yours: unknown;
}

export interface Finding {
  readonly pointer: string;
  readonly severity: 'info' | 'warn' | 'lost';
  readonly reason: string;
}

export interface ImportResult {
  readonly dashboard: Dashboard;
  readonly counts: Readonly<Record<string, number>>;
  readonly report: readonly Finding[];
  readonly saved: boolean;
}

export interface StoredAnnotation {
  readonly uid: string;
  readonly time: number;
  readonly timeEnd?: number;
  readonly title?: string;
  readonly text?: string;
  readonly tags?: readonly string[];
}

/** Somebody else has saved meanwhile. */
export class ConflictError extends Error {
  readonly conflict: Conflict;

  constructor(message: string, conflict: Conflict) {
    super(message);
    this.conflict = conflict;
  }
}

interface Answer {
  readonly status?: string;
  readonly data?: unknown;
  readonly error?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

async function call<T>(method: string, path: string, body?: unknown, version?: number): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { response, json } = await exchange(`/api/v1/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = json as Answer | null;
  if (response.ok) return answer?.data as T;
  const message = answer?.error ?? `The server answered ${response.status}.`;
  if (response.status === 409 && answer?.data)
    throw new ConflictError(message, answer.data as Conflict);
  const places = answer?.problems?.map((each) => `${each.path}: ${each.message}`) ?? [];
  throw new ApiError([message, ...places.slice(0, 5)].join('\n'), response.status, json);
}

const board = (uid: string) => `dashboards/${encodeURIComponent(uid)}`;

export function loadDashboard(uid: string, version?: number): Promise<Dashboard> {
  return call('GET', board(uid) + (version === undefined ? '' : `?version=${version}`));
}

export function createDashboard(dashboard: Dashboard, message: string): Promise<Dashboard> {
  return call('POST', `dashboards?message=${encodeURIComponent(message)}`, dashboard);
}

/** Saves what was edited of a version; fails with a ConflictError if that is not the newest. */
export function saveDashboard(
  dashboard: Dashboard,
  version: number,
  message: string,
): Promise<Dashboard> {
  const path = `${board(dashboard.metadata.uid)}?message=${encodeURIComponent(message)}`;
  return call('PUT', path, dashboard, version);
}

export function deleteDashboard(uid: string): Promise<void> {
  return call('DELETE', board(uid));
}

export function versionsOf(uid: string): Promise<readonly Version[]> {
  return call('GET', `${board(uid)}/versions`);
}

export function differences(uid: string, from: number, to: number): Promise<readonly Difference[]> {
  return call('GET', `${board(uid)}/diff?from=${from}&to=${to}`);
}

export function restoreVersion(uid: string, version: number): Promise<Dashboard> {
  return call('POST', `${board(uid)}/restore?version=${version}`);
}

export function countVisit(uid: string): Promise<void> {
  return call('POST', `${board(uid)}/visits`);
}

export function exportAddress(uid: string, format: 'json' | 'yaml' | 'grafana'): string {
  return `/api/v1/${board(uid)}/export?format=${format}`;
}

export function searchDashboards({ tags = [], ...search }: Search): Promise<SearchResult> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  for (const tag of tags) parameters.append('tag', tag);
  return call('GET', `search?${parameters}`);
}

export function listFolders(): Promise<readonly Folder[]> {
  return call('GET', 'folders');
}

export function createFolder(title: string, parent = ''): Promise<Folder> {
  return call('POST', 'folders', { title, parent });
}

export function setStar(uid: string, isStarred: boolean): Promise<void> {
  return call(isStarred ? 'PUT' : 'DELETE', `stars/${encodeURIComponent(uid)}`);
}

/** The draft of a dashboard that the server has; null if there is none. */
export async function findDraft(uid: string): Promise<Draft | null> {
  const drafts = await call<readonly { readonly uid: string }[]>('GET', 'drafts');
  return drafts.some((each) => each.uid === uid)
    ? call('GET', `drafts/${encodeURIComponent(uid)}`)
    : null;
}

export function saveDraft(dashboard: Dashboard): Promise<void> {
  return call('PUT', `drafts/${encodeURIComponent(dashboard.metadata.uid)}`, dashboard);
}

export function deleteDraft(uid: string): Promise<void> {
  return call('DELETE', `drafts/${encodeURIComponent(uid)}`);
}

/** What would come of a Grafana dashboard; saves nothing. */
export function importGrafana(text: string): Promise<ImportResult> {
  return call('POST', 'import/grafana', text);
}

export function annotationsBetween(
  from: number,
  to: number,
  dashboard: string,
  tags: readonly string[],
  matchAny: boolean,
): Promise<readonly StoredAnnotation[]> {
  const parameters = new URLSearchParams({
    from: String(from / 1_000),
    to: String(to / 1_000),
    dashboard,
    ...(matchAny ? { matchAny: 'true' } : {}),
  });
  for (const tag of tags) parameters.append('tag', tag);
  return call('GET', `annotations?${parameters}`);
}

export function shortLink(target: string): Promise<{ readonly url: string }> {
  return call('POST', 'links', { target });
}
