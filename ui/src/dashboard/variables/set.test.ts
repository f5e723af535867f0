import { signal } from '@preact/signals';
import { afterEach, expect, it, vi } from 'vitest';
import type { Variable } from '../model';
import { choose, VariableSet } from './set';

const address = signal<Record<string, string[]>>({});
const range = signal('now-1h');
let asked: string[] = [];
let set: VariableSet;

function open(definitions: Variable[], found: Record<string, string[]>): void {
  asked = [];
  set = new VariableSet(definitions, {
    addressed: (name) => address.value[name] ?? [],
    address: (name, values) => (address.value = { ...address.value, [name]: [...values] }),
    interval: () => ({ from: 0, to: 3_600_000 }),
    lookUp: (query) => {
      asked.push(query);
      return found[query] ? Promise.resolve(found[query]) : Promise.reject(new Error('no such'));
    },
  });
  set.open(range);
}

const settled = () => vi.waitFor(() => expect(set.chosen.value).not.toBeNull());

afterEach(() => {
  set.close();
  address.value = {};
});

const JOB: Variable = { kind: 'query', name: 'job', query: 'label_values(job)' };
const HOST: Variable = {
  kind: 'query',
  name: 'host',
  query: 'label_values(up{job="$job"}, instance)',
  multi: true,
  includeAll: true,
};
const FOUND = {
  'label_values(job)': ['db', 'node'],
  'label_values(up{job="db"}, instance)': ['d1'],
  'label_values(up{job="node"}, instance)': ['n1', 'n2'],
};

it('looks up in the order of dependencies, whatever the order of the bar', async () => {
  open([HOST, JOB], FOUND);
  await settled();
  expect(asked).toEqual(['label_values(job)', 'label_values(up{job="db"}, instance)']);
  expect(set.chosen.value!.host).toMatchObject({ values: ['d1'], texts: ['All'] });
});

it('follows the address, and looks up only what depends on the change', async () => {
  address.value = { job: ['node'], host: ['n2', 'gone'] };
  open([JOB, HOST], FOUND);
  await settled();
  expect(set.chosen.value!.host.values).toEqual(['n2']);
  set.select('host', ['n1', 'n2']);
  await vi.waitFor(() => expect(set.chosen.value!.host.values).toEqual(['n1', 'n2']));
  expect(asked.filter((each) => each === 'label_values(job)')).toHaveLength(1);
});

it('has nothing to wait for where there is nothing to choose', () => {
  open([], {});
  expect(set.chosen.value).toEqual({});
});

it('says what could not be looked up, and goes on', async () => {
  open([{ ...JOB, query: 'label_values(oops)' }], FOUND);
  await settled();
  expect(set.states.value[0].problem).toBe('no such');
});

it('refuses circles', () => {
  open([{ ...JOB, query: '$host' }, HOST], FOUND);
  expect(set.states.value[0].problem).toContain('$host');
});

it('turns ad-hoc choices into matchers', () => {
  address.value = { f: ['job|=|a|b', 'broken'] };
  open([{ kind: 'adhoc', name: 'f' }], {});
  expect(set.filters()).toEqual([{ key: 'job', operator: '=', value: 'a|b' }]);
});

it('takes an interval that cuts the range in about thirty', async () => {
  open([{ kind: 'interval', name: 'i', query: '1m,5m', auto: { enabled: true } }], {});
  await settled();
  expect(set.chosen.value!.i.values).toEqual(['300s']);
});

it.each([
  [{ includeAll: true }, [], ['$__all']],
  [{ includeAll: true }, ['All'], ['$__all']],
  [{ current: { value: 'b' } }, [], ['b']],
  [{ current: { value: ['gone'] } }, ['gone too'], ['a']],
  [{ multi: true }, ['b', 'a'], ['b', 'a']],
  [{}, ['b', 'a'], ['b']],
])('chooses with %j and %j wanted', (definition, wanted, chosen) => {
  const options = ['a', 'b'].map((value) => ({ value, text: value }));
  const variable: Variable = { kind: 'custom', name: 'v', ...definition };
  expect(choose(variable, options, wanted)).toEqual(chosen);
});
