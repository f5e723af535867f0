import { describe, expect, it } from 'vitest';
import { type Block, blocksOf } from './blocks';

const box = (name: string, x: number, y: number, w: number, h: number) => ({ name, x, y, w, h });
type Named = ReturnType<typeof box>;

function told(block: Block<Named>): unknown {
  if (block.kind === 'panel') return block.box.name;
  if (block.kind === 'grid') return block.boxes.map(({ name }) => name);
  return { [block.kind]: block.parts.map(told) };
}

describe('the blocks of a grid', () => {
  it('are rows, and in them columns', () => {
    const boxes = [
      box('a', 0, 0, 8, 4),
      box('b', 8, 0, 16, 4),
      box('c', 0, 4, 12, 8),
      box('d', 12, 4, 12, 4),
      box('e', 12, 8, 12, 4),
    ];
    expect(told(blocksOf(boxes))).toEqual({
      stack: [{ columns: ['a', 'b'] }, { columns: ['c', { stack: ['d', 'e'] }] }],
    });
  });

  it('span what is in them', () => {
    const block = blocksOf([box('a', 6, 2, 6, 3), box('b', 12, 2, 4, 5)]);
    expect(block.box).toEqual({ x: 6, y: 2, w: 10, h: 5 });
  });

  it('leave together what no line divides', () => {
    const pinwheel = [
      box('a', 0, 0, 2, 1),
      box('b', 2, 0, 1, 2),
      box('c', 1, 2, 2, 1),
      box('d', 0, 1, 1, 2),
      box('e', 1, 1, 1, 1),
    ];
    expect(told(blocksOf(pinwheel))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
