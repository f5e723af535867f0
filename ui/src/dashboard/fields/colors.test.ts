import { expect, it } from 'vitest';
import { testPalette } from '../testing';
import { colorByName, colorOf, rampColor, textOn } from './colors';

const palette = testPalette();

it.each([
  ['green', 'rgb(0, 200, 0)'],
  ['dark-red', 'rgb(163, 0, 0)'],
  ['#f00', 'rgb(255, 0, 0)'],
  ['#0A141eFF', 'rgb(10, 20, 30)'],
  ['rgba(1, 2, 3, 0.5)', 'rgba(1, 2, 3, 0.5)'],
  ['transparent', 'rgba(0, 0, 0, 0)'],
  ['nonsense', 'rgb(0, 0, 10)'],
])('reads %s', (name, color) => {
  const shaded = colorOf(name, palette);
  expect(shaded).toBe(color);
});

it('gives a name the same colour each time', () => {
  expect(colorByName('eth0', palette)).toBe(colorByName('eth0', palette));
});

it('moves along a continuous scale and stays at its ends', () => {
  expect(rampColor('GrYlRd', -1, palette)).toBe('rgb(0, 200, 0)');
  expect(rampColor('GrYlRd', 0.5, palette)).toBe('rgb(200, 200, 0)');
  expect(rampColor('GrYlRd', 9, palette)).toBe('rgb(255, 0, 0)');
});

it('writes dark on light and light on dark', () => {
  expect(textOn('rgb(250, 240, 200)')).toBe('black');
  expect(textOn('rgb(20, 40, 90)')).toBe('white');
});
