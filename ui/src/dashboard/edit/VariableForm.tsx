import { useSignal } from '@preact/signals';
import type { Variable, VariableKind } from '../model';
import * as changes from './changes';
import type { BoardSession } from './session';

const KIND_TITLES: Readonly<Partial<Record<VariableKind, string>>> = {
  query: 'Query',
  custom: 'List of values',
  interval: 'Interval',
  text: 'Text',
  constant: 'Constant',
  adhoc: 'Filters',
};
const HINTS: Readonly<Partial<Record<VariableKind, string>>> = {
  query: 'label_values(up, instance)',
  custom: 'one, two, Three : 3',
  interval: '1m, 5m, 15m, 1h',
  text: 'what stands there at first',
  constant: 'the value',
};
const SORTS = ['none', 'alphabetical', 'alphabeticalDesc', 'numerical', 'numericalDesc', 'natural'];

/** The variables of a board. */
export function VariableForm({ session }: { session: BoardSession }) {
  const { log } = session;
  const chosen = useSignal(0);
  const variables = log.value.value.spec.variables ?? [];
  const set = (next: readonly Variable[], group: string | null = null) =>
    log.run('change the variables', changes.setSpec({ variables: next }), group);
  const change = (parts: Partial<Variable>, group: string) =>
    set(
      variables.map((each, index) => (index === chosen.value ? { ...each, ...parts } : each)),
      group,
    );
  const add = () => {
    const taken = new Set(variables.map(({ name }) => name));
    let name = 'instance';
    for (let n = 2; taken.has(name); n++) name = `variable${n}`;
    set([
      ...variables,
      { kind: 'query', name, query: `label_values(up, ${name})`, multi: true, includeAll: true },
    ]);
    chosen.value = variables.length;
  };
  const variable = variables[chosen.value];
  return (
    <div class="form-part list-form">
      <div class="list-form-names">
        {variables.map(({ name }, index) => (
          <button
            type="button"
            key={index}
            aria-pressed={index === chosen.value}
            onClick={() => (chosen.value = index)}
          >
            {`$${name}`}
          </button>
        ))}
        <button type="button" class="button" onClick={add}>
          Add a variable
        </button>
      </div>
      {variable ? (
        <div class="form-part">
          <div class="form-row">
            <label>
              Name
              <input
                type="text"
                pattern="[A-Za-z_][A-Za-z0-9_]*"
                value={variable.name}
                onChange={(event) => change({ name: event.currentTarget.value.trim() }, 'name')}
              />
            </label>
            <label>
              Label
              <input
                type="text"
                value={variable.label ?? ''}
                onInput={(event) => change({ label: event.currentTarget.value }, 'label')}
              />
            </label>
            <label>
              Kind
              <select
                value={variable.kind}
                onChange={(event) =>
                  change({ kind: event.currentTarget.value as VariableKind }, 'kind')
                }
              >
                {Object.entries(KIND_TITLES).map(([kind, title]) => (
                  <option key={kind} value={kind}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {variable.kind !== 'adhoc' && (
            <label>
              {variable.kind === 'query' ? 'Query' : 'Values'}
              <input
                type="text"
                class="code"
                placeholder={HINTS[variable.kind]}
                value={variable.query ?? ''}
                onChange={(event) => change({ query: event.currentTarget.value }, 'query')}
              />
            </label>
          )}
          {variable.kind === 'query' && (
            <div class="form-row">
              <label>
                Keep what matches
                <input
                  type="text"
                  class="code"
                  placeholder="/^web-/"
                  value={variable.regex ?? ''}
                  onChange={(event) => change({ regex: event.currentTarget.value }, 'regex')}
                />
              </label>
              <label>
                Sort
                <select
                  value={variable.sort ?? 'none'}
                  onChange={(event) => change({ sort: event.currentTarget.value }, 'sort')}
                >
                  {SORTS.map((sort) => (
                    <option key={sort} value={sort}>
                      {sort}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          {(variable.kind === 'query' || variable.kind === 'custom') && (
            <div class="form-row">
              <label class="check">
                <input
                  type="checkbox"
                  checked={variable.multi ?? false}
                  onChange={(event) => change({ multi: event.currentTarget.checked }, 'multi')}
                />
                Several at once
              </label>
              <label class="check">
                <input
                  type="checkbox"
                  checked={variable.includeAll ?? false}
                  onChange={(event) => change({ includeAll: event.currentTarget.checked }, 'all')}
                />
                Offer “All”
              </label>
            </div>
          )}
          <div class="form-buttons is-left">
            <button
              type="button"
              class="button"
              onClick={() => {
                set(variables.filter((each) => each !== variable));
                chosen.value = Math.max(0, chosen.value - 1);
              }}
            >
              Remove
            </button>
          </div>
        </div>
      ) : (
        <p class="hint">
          A variable is a choice at the top of the board. Queries use it as $name, and panels and
          rows can be repeated for each of its values.
        </p>
      )}
    </div>
  );
}
