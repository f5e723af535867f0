import { expect, it } from 'vitest';
import { elementsIn } from '../layout/layouts';
import type { Dashboard } from '../model';
import * as changes from './changes';
import { emptyBoard } from './emptyBoard';

const board = [
  changes.addPanel('panel-1', changes.newPanel('timeseries', 'up')),
  changes.addPanel('panel-2', changes.newPanel('stat', 'up')),
].reduce<Dashboard>((made, change) => change(made), emptyBoard('b'));

const places = ({ spec: { layout } }: Dashboard) =>
  layout.kind === 'grid'
    ? Object.fromEntries(layout.items!.map(({ element, x, y, w, h }) => [element, [x, y, w, h]]))
    : null;

it('puts new panels where there is room', () => {
  expect(places(board)).toEqual({ 'panel-1': [0, 0, 12, 8], 'panel-2': [12, 0, 6, 5] });
  expect(changes.freeElement(board)).toBe('panel-3');
});

it('does not touch what it is given', () => {
  const before = JSON.stringify(board);
  changes.placePanel('panel-1', { x: 6, y: 0, w: 18, h: 4 })(board);
  changes.removePanel('panel-1')(board);
  changes.addRow('Row')(board);
  expect(JSON.stringify(board)).toBe(before);
});

it('duplicates a panel beside it or below it', () => {
  expect(places(changes.duplicatePanel('panel-2', 'c')(board))).toMatchObject({ c: [18, 0, 6, 5] });
  const wide = changes.placePanel('panel-1', { x: 0, y: 0, w: 24, h: 4 })(board);
  expect(places(changes.duplicatePanel('panel-1', 'c')(wide))).toMatchObject({ c: [0, 4, 24, 4] });
});

it('removes a panel and closes the gap', () => {
  const below = changes.placePanel('panel-2', { x: 0, y: 8, w: 6, h: 5 })(board);
  expect(places(changes.removePanel('panel-1')(below))).toEqual({ 'panel-2': [0, 0, 6, 5] });
});

it('says by the same object that nothing changed', () => {
  expect(changes.setPanel('gone', (panel) => panel)(board)).toBe(board);
  expect(changes.placePanel('panel-1', { x: 0, y: 0, w: 12, h: 8 })(board)).toBe(board);
  expect(changes.removePanel('gone')(board)).toBe(board);
});

it('keeps all panels when rows come and go', () => {
  const withRow = changes.addRow('Second')(board);
  const inRow = changes.addPanel('panel-3', changes.newPanel('text'))(withRow);
  expect(elementsIn(inRow.spec.layout)).toEqual(['panel-1', 'panel-2', 'panel-3']);
  const without = changes.removeRow(1)(inRow);
  expect(elementsIn(without.spec.layout)).toEqual(['panel-1', 'panel-2', 'panel-3']);
});
