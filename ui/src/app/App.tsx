import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { boards } from '../boards/boards';
import { Scope } from '../data/scope';
import { BoardView } from './BoardView';
import { type Command, findDashboards, pageCommands, panelCommands } from './commands';
import { keepFocusOnPanel } from './focus';
import { Header } from './Header';
import { KeyboardHelp } from './KeyboardHelp';
import { KioskBar } from './KioskBar';
import { listenToKeys } from './keyboard';
import { Lazy } from './Lazy';
import { usePage } from './page';
import { CommandPalette } from './Palette';
import { rotate } from './rotation';
import { markStale } from './stale';
import { ToastStack } from './ToastStack';
import { tellOfAlerts } from './alertNews';

/** Pages whose code comes when they are opened. */
const PAGES = [
  { pattern: /^\/explore$/, title: 'Explore', load: () => import('../explore/Explore') },
  { pattern: /^\/dashboards$/, title: 'Dashboards', load: () => import('../library/LibraryPage') },
  {
    pattern: /^\/cardinality$/,
    title: 'Cardinality',
    load: () => import('../explore/Cardinality'),
  },
  { pattern: /^\/targets$/, title: 'Targets', load: () => import('../targets/TargetsPage') },
  { pattern: /^\/alerts$/, title: 'Alerts', load: () => import('../alerts/AlertsPage') },
  {
    pattern: /^\/runbooks\/[\w-]+$/,
    title: 'Runbook',
    load: () => import('../alerts/runbook/RunbookPage'),
  },
  { pattern: /^\/import$/, title: 'Import', load: () => import('../library/ImportPage') },
  {
    pattern: /^\/d\/[\w-]+$/,
    title: 'Dashboard',
    load: () => import('../dashboard/DashboardPage'),
  },
] as const;

export function App() {
  const page = usePage();
  const overlay = useSignal<'palette' | 'help' | null>(null);
  const path = page.location.path.value;
  const board = boards.find((each) => each.path === path) ?? null;
  const lazy = PAGES.find(({ pattern }) => pattern.test(path));
  const scope = useMemo(
    () => (board ? new Scope(board, page.location, page.connection, page.clock) : null),
    [board, page],
  );
  useEffect(() => () => scope?.close(), [scope]);

  const overlays = {
    openPalette: () => (overlay.value = 'palette'),
    openHelp: () => (overlay.value = 'help'),
  };
  const commands = useMemo<readonly Command[]>(
    () => [...pageCommands(page, boards, overlays), ...(board ? panelCommands(page, board) : [])],
    [page, board],
  );
  useEffect(() => listenToKeys(() => commands), [commands]);
  const title = board?.title ?? lazy?.title ?? 'Not found';
  const host = scope?.identity.value.title;
  useEffect(() => {
    document.title = [title, host, 'Muninn'].filter(Boolean).join(' · ');
  }, [title, host]);

  useEffect(() => keepFocusOnPanel(page.location), [page]);
  useEffect(() => markStale(page), [page]);
  useEffect(() => rotate(page), [page]);
  useEffect(() => tellOfAlerts(page), [page]);
  const { isKiosk, isEmbedded } = page.location;
  const close = () => (overlay.value = null);
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      {isEmbedded.value ? null : isKiosk.value ? (
        <KioskBar />
      ) : (
        <Header boards={boards} overlays={overlays} />
      )}
      {board && scope ? (
        <BoardView key={board.id} board={board} scope={scope} />
      ) : lazy ? (
        <Lazy key={lazy.title} load={lazy.load} />
      ) : (
        <NotFound />
      )}
      <ToastStack />
      {overlay.value === 'palette' && (
        <CommandPalette
          commands={commands}
          find={(text) => findDashboards(page, text)}
          close={close}
        />
      )}
      {overlay.value === 'help' && <KeyboardHelp commands={commands} close={close} />}
    </>
  );
}

function NotFound() {
  return (
    <main class="board" id="main">
      <div class="stand-in is-page">
        <h1>There is no page here</h1>
        <p>
          <a href="/">Go to the overview</a>
        </p>
      </div>
    </main>
  );
}
