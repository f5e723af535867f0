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
  const settled: GridItem[] = [];
  const order = [...items].sort(
    (a, b) => a.y - b.y || Number(b.element === pinned) - Number(a.element === pinned) || a.x - b.x,
  );
  for (const item of order) {
    let y = item.y;
    while (settled.some((other) => overlaps({ ...item, y }, other))) y++;
    while (y > 0 && !settled.some((other) => overlaps({ ...item, y: y - 1 }, other))) y--;
    settled.push({ ...item, y });
  }
  return items.map((each) => settled.find(({ element }) => element === each.element)!);
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
