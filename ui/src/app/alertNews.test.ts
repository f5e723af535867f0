import { expect, it } from 'vitest';
import { alertText } from './alertNews';

const firing = { name: 'Down', state: 'firing', labels: { instance: 'db:5432' } } as const;

it('names the first alert and counts the others', () => {
  const told = (changes: readonly (typeof firing)[], more: number) =>
    alertText({ type: 'event', kind: 'alerts', changes, more });
  expect(told([firing], 0)).toBe('Down is firing for db:5432.');
  expect(told([firing, firing], 3)).toBe('Down is firing for db:5432, and 4 more.');
});

it('says nothing where alerts have only ended', () => {
  const ended = { ...firing, state: 'resolved' } as const;
  expect(alertText({ type: 'event', kind: 'alerts', changes: [ended], more: 0 })).toBe('');
});
