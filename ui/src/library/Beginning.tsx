import { PageAnchor } from '../app/PageAnchor';

interface BeginningProps {
  readonly begin: () => void;
}

/** What to do on a server on which nobody has made a board yet. */
export function Beginning({ begin }: BeginningProps) {
  return (
    <section class="library-group" aria-label="First steps">
      <h2>First steps</h2>
      <ul class="boards">
        <li class="board-card">
          <button type="button" class="board-card-link" onClick={begin}>
            Make a dashboard
          </button>
          <p class="hint">Choose a metric, see it at once.</p>
        </li>
        <li class="board-card">
          <PageAnchor path="/import" className="board-card-link">
            Bring one from Grafana
          </PageAnchor>
          <p class="hint">With a report of what becomes of it.</p>
        </li>
        <li class="board-card">
          <PageAnchor path="/explore" className="board-card-link">
            Ask a question
          </PageAnchor>
          <p class="hint">All metrics with their meaning.</p>
        </li>
      </ul>
    </section>
  );
}
