import type { GridItem } from '../model';

export const COLUMNS = 24;

type Box = Pick<GridItem, 'x' | 'y' | 'w' | 'h'>;

/** Whether two places share a cell. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** The place moved and cut so that it lies on the grid. */
export function onGrid<B extends Box>(box: B): B {
  const w = Math.min(COLUMNS, Math.max(1, Math.round(box.w)));
  const x = Math.min(COLUMNS - w, Math.max(0, Math.round(box.x)));
  return { ...box, x, w, y: Math.max(0, Math.round(box.y)), h: Math.max(1, Math.round(box.h)) };
}

/**
 * Puts an item somewhere else. What lies there moves down, then everything moves up as far as it
 * can; nothing overlaps.
 */
export function place(
  items: readonly GridItem[],
  element: string,
  { x, y, w, h }: Box,
): GridItem[] {
  const moved = items
    .filter((each) => each.element === element)
    .map((each) => onGrid({ ...each, x, y, w, h }));
  const others = items.filter((each) => each.element !== element);
  return compact([...moved, ...others], element);
}

/** The items without gaps between them; the pinned one gives way to none that it overlaps. */
export function compact(items: readonly GridItem[], pinned?: string): GridItem[] {
  const order = [...items].sort(
    (a, b) => a.y - b.y || Number(b.element === pinned) - Number(a.element === pinned) || a.x - b.x,
  );
  const settled = new Map(risen(order).map((item) => [item.element, item]));
  return items.map(({ element }) => settled.get(element)!);
}

/** The boxes, given from the top down, each moved to where those before it leave room. */
export function risen<B extends Box>(boxes: readonly B[]): B[] {
  const depths = new Array<number>(COLUMNS).fill(0);
  return boxes.map((box) => {
    const from = Math.min(COLUMNS - 1, Math.max(0, box.x));
    const to = Math.max(from + 1, box.x + box.w);
    const y = Math.max(...depths.slice(from, to));
    depths.fill(y + box.h, from, to);
    return { ...box, y };
  });
}

/** The first free place for something of this size, from the top and the left. */
export function freePlace(items: readonly GridItem[], w: number, h: number): Box {
  for (let y = 0; ; y++) {
    for (let x = 0; x + w <= COLUMNS; x++) {
      const box = { x, y, w, h };
      if (!items.some((each) => overlaps(each, box))) return box;
    }
  }
}

/** Rows that the items reach down to. */
export function heightOf(items: readonly Box[]): number {
  return items.reduce((most, { y, h }) => Math.max(most, y + h), 0);
}
