import { Stored } from '../../app/stored';
import { API_VERSION, type Dashboard, type Panel } from '../model';
import { draftKey } from './draftKey';

/** A board with nothing on it. */
export function emptyBoard(uid: string, title = 'New dashboard', folder = ''): Dashboard {
  return {
    apiVersion: API_VERSION,
    kind: 'Dashboard',
    metadata: { uid, folder, tags: [], version: 0 },
    spec: {
      title,
      time: { from: 'now-30m', to: 'now' },
      refresh: { mode: 'live' },
      variables: [],
      annotations: [],
      links: [],
      elements: {},
      layout: { kind: 'grid', items: [] },
    },
  };
}

/** An address for a new board that no other has. */
export function newUid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

/** A new board with one wide panel. */
export function boardOf(uid: string, panel: Panel): Dashboard {
  const board = emptyBoard(uid);
  const items = [{ element: 'panel-1', x: 0, y: 0, w: 24, h: 10 }];
  const spec = { ...board.spec, elements: { 'panel-1': panel } };
  return { ...board, spec: { ...spec, layout: { kind: 'grid', items } } };
}

/** Puts a board that is not stored where the page looks for drafts when it opens it. */
export function keepLocally(dashboard: Dashboard): void {
  const { uid, version = 0 } = dashboard.metadata;
  new Stored(draftKey(uid), {}).value = {
    uid,
    baseVersion: version,
    savedAt: new Date().toISOString(),
    dashboard,
  };
}
