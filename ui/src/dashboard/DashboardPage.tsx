import './dashboard.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { beginDashboard } from '../app/commands';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import type { ApiError } from '../data/http';
import { Board } from './Board';
import { BoardSession } from './edit/session';

/** What people write into the address to begin a board, unless one is called so. */
const NEW = 'new';

/** The board that the address names: loading, there, or why it is not. */
export default function DashboardPage() {
  const page = usePage();
  const { location } = page;
  const uid = location.path.value.split('/')[2] ?? '';
  const session = useSignal<BoardSession | null>(null);
  const problem = useSignal<ApiError | null>(null);
  useEffect(() => {
    let isOutdated = false;
    session.value = null;
    problem.value = null;
    const isNew = location.flag('new');
    const folder = location.parameter('folder') ?? '';
    (isNew ? BoardSession.begin(uid, folder) : BoardSession.open(uid)).then(
      (opened) => {
        if (!isOutdated) session.value = opened;
      },
      (error: ApiError) => {
        if (isOutdated) return;
        if (uid === NEW && error.status === 404) beginDashboard(page, folder, 'replace');
        else problem.value = error;
      },
    );
    return () => {
      isOutdated = true;
      session.peek()?.close();
    };
  }, [uid]);
  const title = session.value?.log.value.value.spec.title;
  useEffect(() => {
    if (title) document.title = `${title} · Muninn`;
  }, [title]);

  if (session.value) return <Board key={uid} session={session.value} />;
  if (problem.value) return <Missing problem={problem.value} />;
  return (
    <main class="board dashboard" id="main" aria-busy="true">
      <h1 class="sr-only">Loading the dashboard</h1>
      <div class="board-bar is-loading" />
      <div class="board-grid is-loading" role="status" aria-label="Loading">
        {[12, 12, 6, 6, 12].map((w, index) => (
          <div key={index} class="panel board-panel" style={{ '--w': w, '--h': 7 }}>
            <div class="skeleton" />
          </div>
        ))}
      </div>
    </main>
  );
}

function Missing({ problem }: { problem: ApiError }) {
  const isGone = problem.status === 404;
  return (
    <main class="board dashboard" id="main">
      <div class="stand-in is-page" role="alert">
        <h1>{isGone ? 'There is no such dashboard' : 'The dashboard could not be loaded'}</h1>
        <p>{isGone ? 'It may have been deleted, or the link is wrong.' : problem.message}</p>
        <p>
          <PageAnchor path="/dashboards">See all dashboards</PageAnchor>
        </p>
      </div>
    </main>
  );
}
