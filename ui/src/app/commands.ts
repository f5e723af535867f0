import { ALERT_PARTS } from '../alerts/parts';
import type { Board } from '../boards/model';
import { panelsOf } from '../boards/model';
import { searchDashboards } from '../dashboard/api';
import { newUid } from '../dashboard/edit/emptyBoard';
import { PRESETS } from '../time/range';
import type { HistoryMode } from './location';
import type { Page } from './page';
import { THEMES } from './theme';

/** Something a user can do: by key, from the palette, or both. */
export interface Command {
  readonly title: string;
  readonly group: 'Go to' | 'Time' | 'View' | 'Panel' | 'Dashboard';
  /** Keys pressed one after the other, such as `t z`. */
  readonly keys?: string;
  run(): void;
}

/** Opens and closes what lies above the page. */
export interface Overlays {
  openPalette(): void;
  openHelp(): void;
}

export function pageCommands(page: Page, boards: readonly Board[], overlays: Overlays): Command[] {
  const { location, playback, theme } = page;
  return [
    ...boards.map((board): Command => ({
      title: board.title,
      group: 'Go to',
      keys: `g ${board.key}`,
      run: () => location.open(board.path),
    })),
    { title: 'Dashboards', group: 'Go to', keys: 'g d', run: () => location.open('/dashboards') },
    { title: 'Explore', group: 'Go to', keys: 'g e', run: () => location.open('/explore') },
    { title: 'Cardinality', group: 'Go to', run: () => location.open('/cardinality') },
    { title: 'Targets', group: 'Go to', keys: 'g t', run: () => location.open('/targets') },
    { title: 'Alerts', group: 'Go to', keys: 'g a', run: () => location.open('/alerts') },
    ...ALERT_PARTS.slice(1).map(({ id, title }): Command => ({
      title: `Alerts: ${title}`,
      group: 'Go to',
      run: () => location.open(`/alerts?part=${id}`),
    })),
    { title: 'New dashboard', group: 'Go to', keys: 'g n', run: () => beginDashboard(page) },
    { title: 'Import a dashboard', group: 'Go to', run: () => location.open('/import') },
    { title: 'Pause or go on', group: 'Time', keys: 'p', run: () => playback.togglePause() },
    { title: 'Refresh', group: 'Time', keys: 'r', run: () => playback.refresh() },
    { title: 'Zoom out', group: 'Time', keys: 't z', run: () => playback.zoomOut() },
    { title: 'Zoom back', group: 'Time', keys: 't b', run: () => playback.back() },
    { title: 'Earlier', group: 'Time', keys: 't ArrowLeft', run: () => playback.shift(-1) },
    { title: 'Later', group: 'Time', keys: 't ArrowRight', run: () => playback.shift(1) },
    ...PRESETS.map(({ title, range }): Command => ({
      title,
      group: 'Time',
      run: () => playback.show(range),
    })),
    {
      title: 'Kiosk: hide the controls',
      group: 'View',
      keys: 'd k',
      run: () => location.set({ kiosk: location.isKiosk.peek() ? null : '' }),
    },
    { title: 'Next theme', group: 'View', keys: 'd t', run: () => theme.next() },
    ...THEMES.map((name): Command => ({
      title: `Theme: ${name}`,
      group: 'View',
      run: () => (theme.choice.value = name),
    })),
    { title: 'Command palette', group: 'View', keys: '/', run: () => overlays.openPalette() },
    { title: 'Keyboard help', group: 'View', keys: '?', run: () => overlays.openHelp() },
    { title: 'View the panel full screen', group: 'Panel', keys: 'v', run: () => viewPanel(page) },
    { title: 'Edit the panel', group: 'Panel', keys: 'e', run: () => editPanel(page) },
    { title: 'Leave the full view', group: 'Panel', keys: 'Escape', run: () => leavePanel(page) },
  ];
}

/** Opens an empty board to edit. */
export function beginDashboard({ location }: Page, folder = '', mode: HistoryMode = 'push'): void {
  location.open(`/d/${newUid()}`, { new: '', edit: '', ...(folder ? { folder } : {}) }, mode);
}

/** A command for each dashboard that is found by the text: opens it. */
export async function findDashboards({ location }: Page, text: string): Promise<Command[]> {
  if (text.length < 2) return [];
  const { dashboards } = await searchDashboards({ query: text, limit: 6 });
  return dashboards.map(({ uid, title }) => ({
    title,
    group: 'Dashboard',
    run: () => location.open(`/d/${uid}`),
  }));
}

/** One command for each panel of the board: goes there. */
export function panelCommands(page: Page, board: Board): Command[] {
  return panelsOf(board).map((panel) => ({
    title: panel.title,
    group: 'Panel',
    run: () => page.location.set({ panel: panel.id }),
  }));
}

function editPanel({ location }: Page): void {
  if (!location.path.peek().startsWith('/d/')) return;
  // A copy of a repeated panel is edited as the panel it is a copy of.
  const element = panelNear()?.split('~')[0];
  location.set({ edit: '', panel: null, ...(element ? { element } : {}) });
}

function viewPanel(page: Page): void {
  if (page.location.panel.peek() !== null) {
    page.location.set({ panel: null });
    return;
  }
  const id = panelNear();
  if (id) page.location.set({ panel: id });
}

/** The panel that has the focus, or else the pointer above it. */
function panelNear(): string | null {
  const near =
    document.activeElement?.closest('[data-panel]') ?? document.querySelector('[data-panel]:hover');
  return near?.getAttribute('data-panel') ?? null;
}

function leavePanel(page: Page): void {
  // A frame in another page shows what that page asked for.
  if (page.location.isEmbedded.peek()) return;
  if (page.location.panel.peek() !== null) page.location.set({ panel: null });
  else if (page.location.isKiosk.peek()) page.location.set({ kiosk: null });
}
