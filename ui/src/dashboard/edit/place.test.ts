import { expect, it } from 'vitest';
import { placeText } from './place';

const BOARD = {
  title: 'Board',
  elements: {
    one: { title: 'Load', queries: [{ ref: 'A', expr: 'up' }], thresholds: [{ value: 1 }] },
    two: { title: ' ' },
  },
  templating: { list: [{ name: 'job', datasource: 'x' }] },
  panels: [{ title: 'Map', type: 'geomap' }],
};

it.each([
  ['/elements/one/title', 'Load › title'],
  ['/elements/one/queries/0/expr', 'Load › A › expr'],
  ['/elements/one/thresholds/0/value', 'Load › thresholds › 1 › value'],
  ['/elements/two/kind', 'elements › two › kind'],
  ['/templating/list/0/datasource', 'job › datasource'],
  ['/panels/0/type', 'Map › type'],
  ['/not/there', 'not › there'],
  ['/a~1b/c~0d', 'a/b › c~d'],
])('names the place %s', (pointer, place) => {
  expect(placeText(BOARD, pointer)).toBe(place);
});
