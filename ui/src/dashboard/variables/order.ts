import type { Variable } from '../model';
import { referencesIn } from './interpolate';

/** Which other variables each one is made of. */
export function dependencies(variables: readonly Variable[]): Map<string, Set<string>> {
  const names = new Set(variables.map(({ name }) => name));
  return new Map(
    variables.map((variable) => {
      const { name, query = '', regex = '' } = variable;
      const used = [...referencesIn(`${query}\n${regex}`)];
      return [name, new Set(used.filter((each) => names.has(each)))];
    }),
  );
}

/**
 * The variables so that each comes after those it is made of; those that wait for each other in a
 * circle are given apart, since there is no place to begin.
 */
export function inOrder(variables: readonly Variable[]): {
  readonly sorted: readonly Variable[];
  readonly circular: readonly Variable[];
} {
  const needs = dependencies(variables);
  const sorted: Variable[] = [];
  let waiting = [...variables];
  for (;;) {
    const placed = new Set(sorted.map(({ name }) => name));
    const ready = waiting.filter(({ name }) =>
      [...needs.get(name)!].every((need) => placed.has(need)),
    );
    if (ready.length === 0) return { sorted, circular: waiting };
    sorted.push(...ready);
    waiting = waiting.filter((each) => !ready.includes(each));
  }
}

/** These variables and all that are made of them, directly or not. */
export function affectedBy(names: Iterable<string>, variables: readonly Variable[]): Set<string> {
  const needs = dependencies(variables);
  const affected = new Set(names);
  for (const { name } of inOrder(variables).sorted) {
    if ([...needs.get(name)!].some((need) => affected.has(need))) affected.add(name);
  }
  return affected;
}
