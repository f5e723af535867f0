import type { GridItem } from '../model';

type Box = Pick<GridItem, 'x' | 'y' | 'w' | 'h'>;

/** Panels of a grid, so grouped that each group may go to the next sheet of paper as a whole. */
export type Block<B extends Box> =
  | { readonly kind: 'panel'; readonly box: B }
  /** Side by side or one above the other. */
  | { readonly kind: 'columns' | 'stack'; readonly box: Box; readonly parts: readonly Block<B>[] }
  /** So laid into each other that no line goes between them. */
  | { readonly kind: 'grid'; readonly box: Box; readonly boxes: readonly B[] };

/** Cuts a grid along the lines that go through no panel, first across, then down, and so on. */
export function blocksOf<B extends Box>(boxes: readonly B[]): Block<B> {
  if (boxes.length === 1) return { kind: 'panel', box: boxes[0] };
  const box = hull(boxes);
  const stack = cut(boxes, 'y', 'h');
  if (stack.length > 1) return { kind: 'stack', box, parts: stack.map(blocksOf) };
  const columns = cut(boxes, 'x', 'w');
  if (columns.length > 1) return { kind: 'columns', box, parts: columns.map(blocksOf) };
  return { kind: 'grid', box, boxes };
}

function cut<B extends Box>(boxes: readonly B[], start: 'x' | 'y', size: 'w' | 'h'): B[][] {
  const groups: B[][] = [];
  let end = -Infinity;
  for (const box of [...boxes].sort((a, b) => a[start] - b[start])) {
    if (box[start] >= end) groups.push([]);
    groups.at(-1)!.push(box);
    end = Math.max(end, box[start] + box[size]);
  }
  return groups;
}

function hull(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    w: Math.max(...boxes.map((box) => box.x + box.w)) - x,
    h: Math.max(...boxes.map((box) => box.y + box.h)) - y,
  };
}
