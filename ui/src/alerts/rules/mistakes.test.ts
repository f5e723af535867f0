import { expect, it } from 'vitest';
import { mistakesByField } from './mistakes';

it('gives mistakes to the fields they belong to', () => {
  const found = mistakesByField(
    [
      { path: '/rules/1/expr', message: 'group "a", rule 2: could not parse expression: 1:3: x' },
      { path: '/rules/1/annotations', message: 'group "a", rule 2, annotation summary: y' },
      { path: '/rules/0/expr', message: 'group "a", rule 1: another one' },
      { path: '/interval', message: 'interval: no' },
      { path: '/name', message: 'name must not be empty' },
      { path: '', message: 'too large' },
    ],
    1,
  );
  expect(found).toEqual({
    expr: ['could not parse expression: 1:3: x'],
    annotations: ['annotation summary: y'],
    interval: ['interval: no'],
    group: ['name must not be empty'],
    rest: ['group "a", rule 1: another one', 'too large'],
  });
});
