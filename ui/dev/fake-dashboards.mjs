/*
 * The dashboard API of the real server, in memory and as small as the pages need it: stored boards
 * with versions, drafts, stars, folders, search, and conflicts told by element.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHOWCASE = fileURLToPath(new URL('./showcase.json', import.meta.url));

/** Boards, drafts and stars of one stand. */
export class FakeDashboards {
  #versions = new Map();
  #drafts = new Map();
  #stars = new Set();
  #visits = new Map();
  /** Called with each version that is stored. */
  onSaved = () => {};
  #folders = [{ uid: 'team', title: 'Team', parent: '', path: ['Team'], depth: 1, dashboards: 0 }];

  constructor() {
    this.#store(JSON.parse(readFileSync(SHOWCASE, 'utf8')), 'first version');
  }

  /** The answer to a request, as status and body; null where the path is another's. */
  answer(method, path, parameters, body, headers) {
    const [area, uid, action] = path.split('/');
    switch (area) {
      case 'search':
        return data(this.#search(parameters));
      case 'folders':
        return method === 'POST'
          ? data(this.#addFolder(JSON.parse(body)), 201)
          : data(this.#folders);
      case 'stars':
        if (!uid) return data([...this.#stars]);
        if (method === 'PUT') this.#stars.add(uid);
        else this.#stars.delete(uid);
        return empty();
      case 'drafts':
        return this.#draft(method, uid, body);
      case 'links':
        return data({ uid: 'x1', url: '/s/x1' });
      case 'annotations':
        return data([]);
      case 'import':
        return this.#import(JSON.parse(body));
      case 'dashboards':
        return this.#dashboard(method, uid, action, parameters, body, headers);
      default:
        return null;
    }
  }

  #dashboard(method, uid, action, parameters, body, headers) {
    if (uid === 'schema') return data({});
    if (method === 'POST' && !uid)
      return data(this.#store(JSON.parse(body), message(parameters)), 201);
    const versions = this.#versions.get(uid);
    if (!versions) return refused(404, 'not_found', `there is no dashboard ${uid}`);
    const current = versions.at(-1);
    if (action === 'visits') {
      this.#visits.set(uid, new Date().toISOString());
      return empty();
    }
    if (action === 'versions') return data(versions.map(({ about }) => about).reverse());
    if (action === 'diff') {
      const [from, to] = ['from', 'to'].map((name) => Number(parameters.get(name)));
      return data(leaves(versions[from - 1].board, versions[to - 1].board));
    }
    if (action === 'restore') {
      const { board } = versions[Number(parameters.get('version')) - 1];
      return data(this.#store(board, 'restored'));
    }
    if (method === 'PUT') return this.#save(JSON.parse(body), versions, parameters, headers);
    if (method === 'DELETE') {
      this.#versions.delete(uid);
      return empty();
    }
    return data(current.board);
  }

  #save(board, versions, parameters, headers) {
    const edited =
      Number((headers['if-match'] ?? '').replaceAll('"', '')) || board.metadata.version;
    const current = versions.at(-1).board;
    if (edited === current.metadata.version) return data(this.#store(board, message(parameters)));
    const base = versions[edited - 1].board;
    const yours = leaves(base, board);
    const theirs = leaves(base, current);
    const clashes = yours.filter((mine) => theirs.some(({ path }) => path === mine.path));
    let merged = structuredClone(current);
    for (const { path, to } of yours) merged = put(merged, path.split('/').slice(1), to);
    const conflicts = clashes.map(({ path, from, to }) => ({
      path,
      base: from ?? null,
      yours: to ?? null,
      theirs: theirs.find((each) => each.path === path).to ?? null,
    }));
    return {
      status: 409,
      body: {
        status: 'error',
        errorType: 'conflict',
        error: `version ${edited} was edited, but version ${current.metadata.version} is there`,
        data: { baseVersion: edited, current, merged, conflicts, yours, theirs },
      },
    };
  }

  #store(board, about) {
    const uid = board.metadata.uid ?? `made-${this.#versions.size}`;
    const versions = this.#versions.get(uid) ?? [];
    const version = versions.length + 1;
    const now = new Date().toISOString();
    const metadata = { ...board.metadata, uid, version, updatedAt: now, updatedBy: 'anonymous' };
    const stored = { ...board, metadata };
    const entry = { version, savedAt: now, author: 'anonymous', message: about, source: 'ui' };
    this.#versions.set(uid, [...versions, { board: stored, about: entry }]);
    this.#drafts.delete(uid);
    this.onSaved(stored);
    return stored;
  }

  #draft(method, uid, body) {
    if (!uid) return data([...this.#drafts.values()]);
    if (method === 'PUT') {
      const dashboard = JSON.parse(body);
      const savedAt = new Date().toISOString();
      this.#drafts.set(uid, { uid, baseVersion: dashboard.metadata.version, savedAt, dashboard });
      return empty();
    }
    if (method === 'DELETE') {
      this.#drafts.delete(uid);
      return empty();
    }
    return this.#drafts.has(uid) ? data(this.#drafts.get(uid)) : empty();
  }

  #search(parameters) {
    const words = (parameters.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const tags = parameters.getAll('tag');
    const folder = parameters.get('folder');
    const found = [...this.#versions.values()]
      .map((versions) => versions.at(-1).board)
      .filter(({ metadata, spec }) => {
        const text = `${spec.title} ${JSON.stringify(spec.elements)}`.toLowerCase();
        return (
          words.every((word) => text.includes(word)) &&
          tags.every((tag) => metadata.tags?.includes(tag)) &&
          (!folder || metadata.folder === folder) &&
          (parameters.get('starred') !== 'true' || this.#stars.has(metadata.uid))
        );
      });
    const counts = new Map();
    for (const { metadata } of found)
      for (const tag of metadata.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return {
      total: found.length,
      tags: [...counts].map(([tag, count]) => ({ tag, count })),
      dashboards: found.map(({ metadata, spec }) => ({
        ...metadata,
        title: spec.title,
        description: spec.description,
        starred: this.#stars.has(metadata.uid),
        panels: Object.keys(spec.elements).length,
        visitedAt: this.#visits.get(metadata.uid),
      })),
    };
  }

  #addFolder({ title, parent = '' }) {
    const folder = {
      uid: `f${this.#folders.length}`,
      title,
      parent,
      path: [title],
      depth: 1,
      dashboards: 0,
    };
    this.#folders.push(folder);
    return folder;
  }

  /** Takes over graphs only: enough to see the report. */
  #import({ title = 'Imported', panels = [] }) {
    const elements = Object.fromEntries(
      panels.map((panel, index) => [
        `panel-${index + 1}`,
        {
          kind: 'timeseries',
          title: panel.title ?? '',
          queries: (panel.targets ?? []).map(({ refId = 'A', expr = '' }) => ({
            ref: refId,
            expr,
          })),
        },
      ]),
    );
    const items = Object.keys(elements).map((element, index) => ({
      element,
      x: (index % 2) * 12,
      y: Math.floor(index / 2) * 8,
      w: 12,
      h: 8,
    }));
    return data({
      dashboard: {
        apiVersion: 'muninn.dev/v1',
        kind: 'Dashboard',
        metadata: { uid: `imported-${this.#versions.size}`, tags: [] },
        spec: { title, elements, layout: { kind: 'grid', items } },
      },
      counts: { panels: panels.length, native: panels.length, placeholders: 0 },
      report: [{ pointer: '/schemaVersion', severity: 'info', reason: 'Not needed here.' }],
      saved: false,
    });
  }
}

const data = (value, status = 200) => ({ status, body: { status: 'success', data: value } });
const empty = () => ({ status: 204, body: null });
const refused = (status, errorType, error) => ({
  status,
  body: { status: 'error', errorType, error },
});
const message = (parameters) => parameters.get('message') ?? '';

/** The places in which two values differ; lists are compared as a whole. */
function leaves(from, to, path = '') {
  if (path === '/metadata') return [];
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const areObjects = [from, to].every(
    (each) => each && typeof each === 'object' && !Array.isArray(each),
  );
  if (!areObjects) {
    const change = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    return [{ path, change, from, to }];
  }
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => leaves(from[key], to[key], `${path}/${key}`));
}

function put(target, [key, ...rest], value) {
  if (key === undefined) return value;
  const copy = { ...target };
  if (rest.length === 0 && value === undefined) delete copy[key];
  else copy[key] = put(copy[key] ?? {}, rest, value);
  return copy;
}
