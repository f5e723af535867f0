import { expect, it } from 'vitest';
import type { GridItem } from '../model';
import { compact, freePlace, overlaps, place } from './grid';

const item = (element: string, x: number, y: number, w: number, h: number): GridItem => ({
  element,
  x,
  y,
  w,
  h,
});
const at = (items: readonly GridItem[]) =>
  Object.fromEntries(items.map(({ element, x, y }) => [element, [x, y]]));

it('moves aside what lies in the way', () => {
  const items = [item('a', 0, 0, 12, 8), item('b', 12, 0, 12, 8), item('c', 0, 8, 24, 4)];
  const moved = place(items, 'b', { x: 0, y: 0, w: 12, h: 8 });
  expect(at(moved)).toEqual({ b: [0, 0], a: [0, 8], c: [0, 16] });
});

it('lets everything rise into gaps', () => {
  const items = [item('a', 0, 0, 12, 8), item('b', 0, 8, 12, 4)];
  expect(at(place(items, 'a', { x: 12, y: 3, w: 12, h: 8 }))).toEqual({ a: [12, 0], b: [0, 0] });
});

it('closes gaps however wide', () => {
  const items = [item('a', 0, 3, 12, 8), item('b', 12, 412, 12, 4), item('c', 0, 424, 24, 2)];
  expect(at(compact(items))).toEqual({ a: [0, 0], b: [12, 0], c: [0, 8] });
});

it('keeps items on the grid', () => {
  const [moved] = place([item('a', 0, 0, 6, 4)], 'a', { x: 30, y: -2, w: 50, h: 0 });
  expect(moved).toMatchObject({ x: 0, y: 0, w: 24, h: 1 });
});

it('never lets two overlap, wherever one is put', () => {
  let seed = 7;
  const random = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % most;
  for (let round = 0; round < 200; round++) {
    const items = compact(
      Array.from({ length: 12 }, (_, i) =>
        item(`p${i}`, random(20), random(30), 1 + random(4), 1 + random(8)),
      ),
    );
    const target = { x: random(24), y: random(30), w: 1 + random(24), h: 1 + random(10) };
    const placed = place(items, `p${random(12)}`, target);
    for (const a of placed)
      for (const b of placed) if (a !== b) expect(overlaps(a, b), `round ${round}`).toBe(false);
  }
});

it('finds room for a new panel', () => {
  const items = [item('a', 0, 0, 12, 8), item('b', 12, 2, 12, 8)];
  expect(freePlace(items, 12, 2)).toMatchObject({ x: 12, y: 0 });
  expect(freePlace(items, 12, 8)).toMatchObject({ x: 0, y: 8 });
});
