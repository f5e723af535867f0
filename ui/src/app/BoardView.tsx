import type { Board } from '../boards/model';
import { panelsOf } from '../boards/model';
import type { Scope } from '../data/scope';
import { PanelCard } from '../panels/Panel';
import { usePage } from './page';

/** A board's sections as a grid, or one of its panels in full view. */
export function BoardView({ board, scope }: { board: Board; scope: Scope }) {
  const { location } = usePage();
  const focused = panelsOf(board).find(({ id }) => id === location.panel.value);
  if (focused) {
    return (
      <main class="board is-focused" id="main">
        <BoardTitle board={board} scope={scope} />
        <PanelCard key={`full-${focused.id}`} panel={focused} scope={scope} isFullView />
      </main>
    );
  }
  return (
    <main class="board" id="main">
      <BoardTitle board={board} scope={scope} />
      {board.sections.map((section) => (
        <section key={section.title} class="board-section" aria-label={section.title}>
          <h2>{section.title}</h2>
          <div class={section.panels.every(({ kind }) => kind === 'stat') ? 'tiles' : 'grid'}>
            {section.panels.map((panel) => (
              <PanelCard key={panel.id} panel={panel} scope={scope} />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

function BoardTitle({ board, scope }: { board: Board; scope: Scope }) {
  const { title, detail } = scope.identity.value;
  return (
    <div class="board-title">
      <h1>{title || board.title}</h1>
      <p>{detail || '\u00a0'}</p>
    </div>
  );
}
