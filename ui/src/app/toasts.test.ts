import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts } from './toasts';

let toasts: Toasts;
const texts = () => toasts.shown.value.map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  toasts = new Toasts();
});
afterEach(() => vi.useRealTimers());

it('shows words once and takes them away by itself', () => {
  toasts.show({ text: 'saved' });
  toasts.show({ text: 'saved' });
  expect(texts()).toEqual(['saved']);
  vi.advanceTimersByTime(7_000);
  expect(texts()).toEqual([]);
});

it('leaves more time where something can be done', () => {
  toasts.show({ text: 'a new version', action: { title: 'Load it', run: () => {} } });
  vi.advanceTimersByTime(19_000);
  expect(texts()).toEqual(['a new version']);
  toasts.dismiss(toasts.shown.value[0]);
  expect(texts()).toEqual([]);
});

it('keeps to the newest few', () => {
  for (const text of ['a', 'b', 'c', 'd']) toasts.show({ text });
  expect(texts()).toEqual(['b', 'c', 'd']);
});
