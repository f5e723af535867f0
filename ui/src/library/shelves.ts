import { type Folder, type Found, listFolders, searchDashboards } from '../dashboard/api';

const MOST_RECENT = 6;

/** What is offered before anything is searched. */
export interface Shelves {
  readonly recent: readonly Found[];
  readonly starred: readonly Found[];
  readonly folders: readonly Folder[];
}

export const NO_SHELVES: Shelves = { recent: [], starred: [], folders: [] };

export async function loadShelves(): Promise<Shelves> {
  const [recent, starred, folders] = await Promise.all([
    searchDashboards({ sort: 'recent', limit: MOST_RECENT }),
    searchDashboards({ starred: true, sort: 'title', limit: 30 }),
    listFolders(),
  ]);
  const visited = recent.dashboards.filter(({ visitedAt }) => visitedAt);
  return { recent: visited, starred: starred.dashboards, folders };
}
