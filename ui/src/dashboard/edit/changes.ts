import { KINDS } from '../kinds/kinds';
import { COLUMNS, compact, freePlace, heightOf, place } from '../layout/grid';
import { changeLastGrid, elementsIn, mapGrids, withoutElement } from '../layout/layouts';
import type { Dashboard, DashboardSpec, GridItem, Panel, PanelKindName, Row } from '../model';

/*
 * Every edit of a board: a function from what is there to what is to be there. None changes what it
 * is given, so the command log can keep both.
 */

type Change = (board: Dashboard) => Dashboard;

/** Changes the parts of a board's description. */
export function setSpec(parts: Partial<DashboardSpec>): Change {
  return (board) => ({ ...board, spec: { ...board.spec, ...parts } });
}

export function setMetadata(parts: Partial<Dashboard['metadata']>): Change {
  return (board) => ({ ...board, metadata: { ...board.metadata, ...parts } });
}

/** The next free name for a panel. */
export function freeElement({ spec }: Dashboard): string {
  let number = Object.keys(spec.elements).length + 1;
  while (`panel-${number}` in spec.elements) number++;
  return `panel-${number}`;
}

/** A panel of the kind as it begins. */
export function newPanel(kind: PanelKindName, expr = ''): Panel {
  const { title, initial, data } = KINDS[kind];
  return {
    kind,
    title,
    ...(data === 'none'
      ? {}
      : {
          queries: [
            {
              ref: 'A',
              expr,
              ...(data === 'newest' ? { instant: true, format: 'table' as const } : {}),
            },
          ],
        }),
    ...initial,
  };
}

/** Adds a panel at the first free place. */
export function addPanel(element: string, panel: Panel): Change {
  const { w, h } = KINDS[panel.kind].size;
  return (board) => ({
    ...board,
    spec: {
      ...board.spec,
      elements: { ...board.spec.elements, [element]: panel },
      layout: changeLastGrid(board.spec.layout, (items) => [
        ...items,
        { element, ...freePlace(items, w, h) },
      ]),
    },
  });
}

export function setPanel(element: string, change: (panel: Panel) => Panel): Change {
  return (board) => {
    const panel = board.spec.elements[element];
    if (!panel) return board;
    const changed = change(panel);
    if (changed === panel) return board;
    const elements = { ...board.spec.elements, [element]: changed };
    return { ...board, spec: { ...board.spec, elements } };
  };
}

/** Puts a copy of a panel beside or below it. */
export function duplicatePanel(element: string, copy: string): Change {
  return (board) => {
    const panel = board.spec.elements[element];
    if (!panel) return board;
    const layout = mapGrids(board.spec.layout, (items) => {
      const original = items.find((item) => item.element === element);
      if (!original) return items;
      const isRoomBeside = original.x + 2 * original.w <= COLUMNS;
      const box = isRoomBeside
        ? { ...original, x: original.x + original.w }
        : { ...original, y: original.y + original.h };
      return place([...items, { ...box, element: copy }], copy, box);
    });
    const elements = { ...board.spec.elements, [copy]: panel };
    return { ...board, spec: { ...board.spec, elements, layout } };
  };
}

export function removePanel(element: string): Change {
  return (board) => {
    const { [element]: removed, ...elements } = board.spec.elements;
    if (!removed) return board;
    const layout = mapGrids(withoutElement(board.spec.layout, element), (items) => compact(items));
    return { ...board, spec: { ...board.spec, elements, layout } };
  };
}

/** Moves or resizes a panel within its grid. */
export function placePanel(element: string, box: Pick<GridItem, 'x' | 'y' | 'w' | 'h'>): Change {
  return (board) => {
    const layout = mapGrids(board.spec.layout, (items) => {
      const item = items.find((each) => each.element === element);
      if (!item) return items;
      const isSame = item.x === box.x && item.y === box.y && item.w === box.w && item.h === box.h;
      return isSame ? items : place(items, element, box);
    });
    const isMoved = JSON.stringify(layout) !== JSON.stringify(board.spec.layout);
    return isMoved ? { ...board, spec: { ...board.spec, layout } } : board;
  };
}

/** Adds an empty row; a plain grid becomes the first one. */
export function addRow(title: string): Change {
  return ({ spec, ...board }) => {
    const { layout } = spec;
    const empty: Row = { title, layout: { kind: 'grid', items: [] } };
    const rows =
      layout.kind === 'rows'
        ? (layout.rows ?? [])
        : elementsIn(layout).length > 0
          ? [{ title: '', hideHeader: true, layout }]
          : [];
    return { ...board, spec: { ...spec, layout: { kind: 'rows', rows: [...rows, empty] } } };
  };
}

export function setRow(index: number, parts: Partial<Row>): Change {
  return ({ spec, ...board }) => {
    if (spec.layout.kind !== 'rows') return { spec, ...board };
    const rows = spec.layout.rows?.map((row, at) => (at === index ? { ...row, ...parts } : row));
    return { ...board, spec: { ...spec, layout: { ...spec.layout, rows } } };
  };
}

/** Takes a row away; its panels go to the row before it. */
export function removeRow(index: number): Change {
  return ({ spec, ...board }) => {
    if (spec.layout.kind !== 'rows') return { spec, ...board };
    const rows = [...(spec.layout.rows ?? [])];
    const [removed] = rows.splice(index, 1);
    const items = removed.layout.kind === 'grid' ? (removed.layout.items ?? []) : [];
    const target = Math.max(0, index - 1);
    if (rows.length === 0) rows.push({ layout: { kind: 'grid', items: [] }, hideHeader: true });
    const { layout } = rows[target];
    if (layout.kind === 'grid') {
      const below = heightOf(layout.items ?? []);
      const moved = items.map((item) => ({ ...item, y: item.y + below }));
      rows[target] = {
        ...rows[target],
        layout: { ...layout, items: [...(layout.items ?? []), ...moved] },
      };
    }
    return { ...board, spec: { ...spec, layout: { ...spec.layout, rows } } };
  };
}
