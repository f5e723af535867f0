import { expect, it } from 'vitest';
import type { Panel } from '../model';
import { spread, turnsOf } from './repeat';

const chosen = { host: { values: ['a', 'b', 'c'], texts: ['A', 'B', 'C'], isPattern: true } };
const panel = (repeat?: Panel['repeat']): Panel => ({ kind: 'stat', repeat });

it('puts copies beside each other and moves down what is below', () => {
  const items = [
    { element: 'r', x: 0, y: 0, w: 6, h: 4 },
    { element: 'p', x: 0, y: 4, w: 24, h: 8 },
  ];
  const elements = { r: panel({ variable: 'host', maxPerRow: 2 }), p: panel() };
  expect(spread(items, elements, chosen).map(({ key, x, y, w }) => [key, x, y, w])).toEqual([
    ['r', 0, 0, 12],
    ['r~b', 12, 0, 12],
    ['r~c', 0, 4, 12],
    ['p', 0, 8, 24],
  ]);
});

it('puts copies below each other', () => {
  const items = [
    { element: 'p', x: 0, y: 0, w: 24, h: 2 },
    { element: 'r', x: 6, y: 2, w: 6, h: 4 },
  ];
  const elements = { p: panel(), r: panel({ variable: 'host', direction: 'vertical' }) };
  expect(spread(items, elements, chosen).map(({ x, y, w }) => [x, y, w])).toEqual([
    [0, 0, 24],
    [6, 2, 6],
    [6, 6, 6],
    [6, 10, 6],
  ]);
});

it('closes the gaps that a board was saved with, and moves copies over nothing', () => {
  const items = [
    { element: 'a', x: 0, y: 0, w: 24, h: 4 },
    { element: 'r', x: 0, y: 400, w: 12, h: 4 },
    { element: 'b', x: 12, y: 400, w: 12, h: 4 },
  ];
  const elements = { a: panel(), r: panel({ variable: 'host', maxPerRow: 3 }), b: panel() };
  expect(spread(items, elements, chosen).map(({ key, x, y }) => [key, x, y])).toEqual([
    ['a', 0, 0],
    ['r', 0, 4],
    ['r~b', 8, 4],
    ['r~c', 16, 4],
    ['b', 12, 8],
  ]);
});

it('shows a panel once where its variable is not there', () => {
  const items = [{ element: 'r', x: 0, y: 0, w: 6, h: 4 }];
  const placed = spread(items, { r: panel({ variable: 'gone' }) }, chosen);
  expect(placed).toMatchObject([{ key: 'r', turn: null }]);
});

it('names turns by their texts, which `All` does not have', () => {
  expect(turnsOf({ variable: 'host' }, chosen)[1]).toMatchObject({ value: 'b', text: 'B' });
  const all = { host: { values: ['b'], texts: ['All'], isAll: true, isPattern: true } };
  expect(turnsOf({ variable: 'host' }, all)).toMatchObject([{ text: 'b' }]);
});
