import { expect, it } from 'vitest';
import type { Variable } from '../model';
import { affectedBy, inOrder } from './order';

const variable = (name: string, query: string): Variable => ({ kind: 'query', name, query });
const names = (variables: readonly Variable[]) => variables.map(({ name }) => name);

const chain = [
  variable('disk', 'label_values(disk{host="$host"}, device)'),
  variable('host', 'label_values(up{job=~"${job}"}, instance)'),
  variable('job', 'label_values(job)'),
  variable('other', 'label_values(other)'),
];

it('puts each variable after those it is made of', () => {
  expect(names(inOrder(chain).sorted)).toEqual(['job', 'other', 'host', 'disk']);
});

it('gives circles apart', () => {
  const { sorted, circular } = inOrder([variable('a', '$b'), variable('b', '$a'), chain[2]]);
  expect(names(sorted)).toEqual(['job']);
  expect(names(circular)).toEqual(['a', 'b']);
});

it('finds all that a change reaches', () => {
  expect([...affectedBy(['job'], chain)].sort()).toEqual(['disk', 'host', 'job']);
  expect([...affectedBy(['other'], chain)]).toEqual(['other']);
});
