import type { AutoGridLayout, GridItem, GridLayout, Layout, Row } from '../model';

/** The names of the elements that an automatic grid shows. */
export function autoItems({ items = [] }: AutoGridLayout): readonly string[] {
  return items.map((item) => (typeof item === 'string' ? item : item.element));
}

/** Elements in the order in which they are read. */
export function elementsIn(layout: Layout): readonly string[] {
  switch (layout.kind) {
    case 'grid':
      return [...(layout.items ?? [])]
        .sort((a, b) => a.y - b.y || a.x - b.x)
        .map(({ element }) => element);
    case 'autoGrid':
      return autoItems(layout);
    case 'rows':
      return (layout.rows ?? []).flatMap((row) => elementsIn(row.layout));
    case 'tabs':
      return (layout.tabs ?? []).flatMap((tab) => elementsIn(tab.layout));
  }
}

/** The layout with every plain grid changed, wherever it lies. */
export function mapGrids(
  layout: Layout,
  change: (items: readonly GridItem[]) => readonly GridItem[],
): Layout {
  switch (layout.kind) {
    case 'grid': {
      const items = layout.items ?? [];
      const changed = change(items);
      return changed === items ? layout : { ...layout, items: changed };
    }
    case 'rows':
      return {
        ...layout,
        rows: layout.rows?.map((row) => ({ ...row, layout: mapGrids(row.layout, change) })),
      };
    case 'tabs':
      return {
        ...layout,
        tabs: layout.tabs?.map((tab) => ({ ...tab, layout: mapGrids(tab.layout, change) })),
      };
    case 'autoGrid':
      return layout;
  }
}

/** The layout without an element. */
export function withoutElement(layout: Layout, element: string): Layout {
  if (layout.kind === 'autoGrid') {
    const items = layout.items?.filter(
      (item) => (typeof item === 'string' ? item : item.element) !== element,
    );
    return { ...layout, items };
  }
  if (layout.kind === 'rows')
    return {
      ...layout,
      rows: layout.rows?.map((row) => ({ ...row, layout: withoutElement(row.layout, element) })),
    };
  if (layout.kind === 'tabs')
    return {
      ...layout,
      tabs: layout.tabs?.map((tab) => ({ ...tab, layout: withoutElement(tab.layout, element) })),
    };
  return { ...layout, items: layout.items?.filter((item) => item.element !== element) };
}

/** The grid that a new panel goes to, changed: the last one that is not folded away. */
export function changeLastGrid(
  layout: Layout,
  change: (items: readonly GridItem[]) => readonly GridItem[],
): Layout {
  switch (layout.kind) {
    case 'grid':
      return { ...layout, items: change(layout.items ?? []) };
    case 'autoGrid':
      return {
        ...layout,
        items: [...(layout.items ?? []), ...change([]).map(({ element }) => element)],
      };
    case 'rows': {
      const rows = layout.rows ?? [];
      const open = rows.findLastIndex(({ collapsed }) => !collapsed);
      if (open < 0) {
        const grid: GridLayout = { kind: 'grid', items: change([]) };
        return { ...layout, rows: [...rows, { title: 'New row', layout: grid }] };
      }
      return {
        ...layout,
        rows: rows.map((row, index): Row =>
          index === open ? { ...row, layout: changeLastGrid(row.layout, change) } : row,
        ),
      };
    }
    case 'tabs': {
      const [first, ...others] = layout.tabs ?? [];
      if (!first) return { kind: 'grid', items: change([]) };
      return {
        ...layout,
        tabs: [{ ...first, layout: changeLastGrid(first.layout, change) }, ...others],
      };
    }
  }
}
