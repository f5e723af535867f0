import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { MenuItem } from '../../app/Menu';
import { BoardPanel } from '../BoardPanel';
import type { GridLayout, Panel, Row } from '../model';
import type { BoardScope } from '../scope';
import { Handles } from './Handles';
import { heightOf } from './grid';
import { type Placed, spread } from './repeat';

/** How the panels of a board are edited in place; null while it is only looked at. */
export interface Editing {
  place(element: string, box: Box): void;
  setRow(index: number, parts: Partial<Row>): void;
  removeRow(index: number): void;
}

export type Box = Pick<Placed, 'x' | 'y' | 'w' | 'h'>;

export interface LayoutProps {
  readonly elements: Readonly<Record<string, Panel>>;
  readonly scope: BoardScope;
  readonly editing: Editing | null;
  readonly actions: (placed: Pick<Placed, 'element' | 'key'>) => readonly MenuItem[];
}

/** Height of one unit of the grid and the gap below it, in pixels; boards are made for these. */
const UNIT = 38;
const GAP = 8;

/** The height of a panel of so many units. */
export function heightInPixels(units: number): number {
  return units * UNIT - GAP;
}

/** Panels on a grid of 24 columns. */
export function GridView({ layout, ...props }: LayoutProps & { layout: GridLayout }) {
  const { elements, scope, editing } = props;
  const root = useRef<HTMLDivElement>(null);
  /** Where a panel is held while it is dragged. */
  const held = useSignal<{ key: string; box: Box } | null>(null);
  const placed = spread(layout.items ?? [], elements, scope.chosen.value);
  const rows = heightOf(placed);

  const cell = () => ({
    width: ((root.current?.clientWidth ?? 0) + GAP) / 24,
    height: UNIT,
  });
  return (
    <div
      class={`board-grid ${editing ? 'is-editing' : ''}`}
      ref={root}
      style={{ '--rows': editing ? rows + 2 : rows }}
    >
      {placed.map((each) => {
        const panel = elements[each.element];
        if (!panel) return null;
        const isHeld = held.value?.key === each.key;
        return (
          <GridPanel
            key={each.key}
            placed={each}
            panel={panel}
            isHeld={isHeld}
            handles={
              editing && each.key === each.element ? (
                <Handles
                  box={isHeld ? held.value!.box : each}
                  title={scope.text(panel.title ?? '')}
                  cell={cell}
                  hold={(box) => (held.value = box ? { key: each.key, box } : null)}
                  drop={(box) => editing.place(each.element, box)}
                />
              ) : null
            }
            {...props}
          />
        );
      })}
      {held.value && <div class="grid-shadow" style={styleOf(held.value.box)} />}
    </div>
  );
}

export interface GridPanelProps extends LayoutProps {
  readonly placed: Placed;
  readonly panel: Panel;
  readonly isHeld?: boolean;
  readonly handles?: ComponentChildren;
}

/** A panel at its place of the grid. */
export function GridPanel({
  placed,
  panel,
  isHeld = false,
  handles,
  scope,
  actions,
}: GridPanelProps) {
  const { turn } = placed;
  const own = useTurn(scope, turn);
  return (
    <div class={`grid-place ${isHeld ? 'is-held' : ''}`} style={styleOf(placed)}>
      <BoardPanel
        id={placed.key}
        panel={panel}
        scope={own}
        actions={actions(placed)}
        handles={handles}
      />
    </div>
  );
}

/** The scope of a repeated panel, the same one for as long as its value is the same. */
export function useTurn(scope: BoardScope, turn: Placed['turn']): BoardScope {
  const kept = useRef<{ scope: BoardScope; value: string | null; own: BoardScope } | null>(null);
  const value = turn ? `${turn.variable}=${turn.value}` : null;
  if (!kept.current || kept.current.scope !== scope || kept.current.value !== value) {
    const own = turn ? scope.with(turn.variable, turn.value, turn.text) : scope;
    kept.current = { scope, value, own };
  }
  return kept.current.own;
}

export function styleOf({ x, y, w, h }: Box) {
  return { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h };
}
