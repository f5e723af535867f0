import { expect, it } from 'vitest';
import { emptyBoard } from './emptyBoard';
import { settle } from './merge';

const board = emptyBoard('b', 'Mine');
const clash = (path: string, theirs: unknown) => ({ path, base: null, yours: null, theirs });

it('puts the other side where it was chosen', () => {
  const settled = settle(board, [
    clash('/spec/title', 'Theirs'),
    clash('/spec/elements/a~1b', { kind: 'text' }),
    clash('/spec/time', null),
  ]);
  expect(settled.spec.title).toBe('Theirs');
  expect(settled.spec.elements).toEqual({ 'a/b': { kind: 'text' } });
  expect(settled.spec).not.toHaveProperty('time');
  expect(board.spec.title).toBe('Mine');
});

it('reaches into lists', () => {
  const listed = {
    ...board,
    spec: { ...board.spec, links: [{ kind: 'url' as const, url: '/a' }] },
  };
  expect(settle(listed, [clash('/spec/links/0/url', '/b')]).spec.links).toEqual([
    { kind: 'url', url: '/b' },
  ]);
});
