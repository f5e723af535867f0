import { API_VERSION, type Dashboard } from '../model';

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
