import { expect, it } from 'vitest';
import { counted } from './counted';

it.each([
  [0, '0 panels'],
  [1, '1 panel'],
  [1_200, '1,200 panels'],
])('says how many: %d', (count, words) => expect(counted(count, 'panel')).toBe(words));
