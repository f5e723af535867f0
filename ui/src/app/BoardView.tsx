import { type Board, type Panel, panelsOf } from '../boards/model';
import type { Scope } from '../data/scope';
import { expand } from '../data/template';
import { PanelCard } from '../panels/Panel';
import { stepFor } from '../time/step';
import { beginDashboard } from './commands';
import { Icon } from './Icon';
import type { MenuItem } from './Menu';
import { type Page, usePage } from './page';
import { YoungNote } from './YoungNote';

/** What can be done with a panel of a board. */
function panelActions(page: Page, panel: Panel, scope: Scope): MenuItem[] {
  const { location, playback } = page;
  const isFullView = location.panel.value === panel.id;
  const explore = () => {
    const { from, to } = playback.interval();
    const context = {
      step: stepFor(to - from),
      range: to - from,
      scrape: scope.scrape.value,
      variables: scope.variables.value ?? {},
    };
    location.open('/explore', { expr: expand(panel.queries[0].expr, context) });
  };
  return [
    isFullView
      ? { title: 'Leave full view', run: () => location.set({ panel: null }) }
      : { title: 'View full screen', run: () => location.set({ panel: panel.id }) },
    { title: 'Explore this query', run: explore },
  ];
}

/** A board's sections as a grid, or one of its panels in full view. */
export function BoardView({ board, scope }: { board: Board; scope: Scope }) {
  const page = usePage();
  const { location } = page;
  const focused = panelsOf(board).find(({ id }) => id === location.panel.value);
  if (focused) {
    return (
      <main class="board is-focused" id="main">
        <BoardTitle board={board} scope={scope} />
        <PanelCard
          key={`full-${focused.id}`}
          panel={focused}
          scope={scope}
          remedy={board.remedy}
          actions={panelActions(page, focused, scope)}
          isFullView
        />
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
              <PanelCard
                key={panel.id}
                panel={panel}
                scope={scope}
                remedy={board.remedy}
                actions={panelActions(page, panel, scope)}
              />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

function BoardTitle({ board, scope }: { board: Board; scope: Scope }) {
  const page = usePage();
  const { title, detail } = scope.identity.value;
  return (
    <div class="board-title">
      <h1>{title || board.title}</h1>
      <p>{detail || '\u00a0'}</p>
      <YoungNote />
      <HostChoice scope={scope} />
      <button type="button" class="button" onClick={() => beginDashboard(page)}>
        <Icon name="plus" />
        New dashboard
      </button>
    </div>
  );
}

function HostChoice({ scope }: { scope: Scope }) {
  const { location } = usePage();
  const instances = scope.instances.value;
  if (instances.length < 2) return null;
  return (
    <label class="host-choice">
      <span class="sr-only">Host</span>
      <select
        value={scope.selected.value?.name}
        onChange={(event) => location.set({ host: event.currentTarget.value })}
      >
        {instances.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
