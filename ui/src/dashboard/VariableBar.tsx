import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { useDismiss } from '../app/useDismiss';
import type { BoardMarks } from './marks';
import type { Annotation } from './model';
import { ALL } from './variables/interpolate';
import type { VariableSet, VariableState } from './variables/set';

interface VariableBarProps {
  readonly set: VariableSet;
  readonly annotations: readonly Annotation[];
  readonly marks: BoardMarks;
}

/** What the board is about just now: a choice for each variable, a switch for each annotation. */
export function VariableBar({ set, annotations, marks }: VariableBarProps) {
  const states = set.states.value.filter(({ definition: { kind, hide } }) => {
    const isHidden = hide === 'variable' || kind === 'constant' || kind === 'datasource';
    return !isHidden;
  });
  const switches = annotations.filter(({ hidden }) => !hidden);
  if (states.length === 0 && switches.length === 0) return null;
  return (
    <div class="variable-bar" role="group" aria-label="Variables">
      {states.map((state) => (
        <Choice key={state.definition.name} state={state} set={set} />
      ))}
      {switches.map(({ name }) => (
        <label class="annotation-switch" key={name}>
          <input
            type="checkbox"
            checked={marks.shown.value.has(name)}
            onChange={() => marks.toggle(name)}
          />
          {name}
        </label>
      ))}
    </div>
  );
}

function Choice({ state, set }: { state: VariableState; set: VariableSet }) {
  const { definition, problem } = state;
  const { name, label, hide, description } = definition;
  const title = label || name;
  return (
    <div class="variable" title={problem || description}>
      <span class={hide === 'label' ? 'sr-only' : 'variable-label'} id={`variable-${name}`}>
        {title}
      </span>
      {definition.kind === 'text' ? (
        <TextChoice state={state} set={set} />
      ) : definition.kind === 'adhoc' ? (
        <FilterChoice state={state} set={set} />
      ) : (
        <ListChoice state={state} set={set} />
      )}
      {problem && (
        <span class="panel-notice" role="img" aria-label={problem}>
          !
        </span>
      )}
    </div>
  );
}

function TextChoice({ state, set }: { state: VariableState; set: VariableSet }) {
  const { name } = state.definition;
  return (
    <input
      type="text"
      aria-labelledby={`variable-${name}`}
      value={state.selected[0] ?? ''}
      onChange={(event) => set.select(name, [event.currentTarget.value])}
    />
  );
}

/** Options beyond these are found by typing a letter of their name. */
const MOST_SHOWN = 300;

function ListChoice({ state, set }: { state: VariableState; set: VariableSet }) {
  const { definition, options, selected } = state;
  const { name, multi = false, includeAll = false } = definition;
  const isOpen = useSignal(false);
  const search = useSignal('');
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    isOpen.value = false;
    search.value = '';
  };
  useDismiss(root, isOpen.value, close);

  const all = [...(includeAll ? [{ value: ALL, text: 'All' }] : []), ...options];
  const textOf = (value: string) => all.find((option) => option.value === value)?.text ?? value;
  const words = search.value.toLowerCase();
  const found = all.filter(({ text }) => text.toLowerCase().includes(words)).slice(0, MOST_SHOWN);
  const choose = (value: string) => {
    if (!multi || value === ALL) {
      set.select(name, [value]);
      close();
      return;
    }
    const kept = selected.filter((each) => each !== ALL);
    const chosen = kept.includes(value) ? kept.filter((each) => each !== value) : [...kept, value];
    set.select(name, chosen.length > 0 ? chosen : includeAll ? [ALL] : [value]);
  };
  return (
    <div class="variable-choice" ref={root}>
      <button
        type="button"
        class="button"
        aria-haspopup="listbox"
        aria-expanded={isOpen.value}
        aria-labelledby={`variable-${name} value-${name}`}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <span class="variable-value" id={`value-${name}`}>
          {selected.map(textOf).join(' + ') || 'none'}
        </span>
        <Icon name="chevron" />
      </button>
      {isOpen.value && (
        <div class="popover variable-options">
          {all.length > 8 && (
            <input
              type="search"
              aria-label={`Search ${definition.label || name}`}
              placeholder="Search"
              autoFocus
              value={search}
              onInput={(event) => (search.value = event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && found[0]) choose(found[0].value);
              }}
            />
          )}
          <ul role="listbox" aria-multiselectable={multi} aria-labelledby={`variable-${name}`}>
            {found.map(({ value, text }) => (
              <li key={value} role="option" aria-selected={selected.includes(value)}>
                <button type="button" tabIndex={0} onClick={() => choose(value)}>
                  {multi && <span class="tick" aria-hidden="true" />}
                  {text}
                </button>
              </li>
            ))}
            {found.length === 0 && <li class="hint">Nothing is called that.</li>}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Label matchers as chips, and a form for another one. */
function FilterChoice({ state, set }: { state: VariableState; set: VariableSet }) {
  const { name } = state.definition;
  const draft = useSignal('');
  const add = (event: Event) => {
    event.preventDefault();
    const match = /^\s*([\w.]+)\s*(=~|!~|!=|=)\s*"?(.*?)"?\s*$/.exec(draft.value);
    if (!match) return;
    set.select(name, [...state.selected, match.slice(1).join('|')]);
    draft.value = '';
  };
  return (
    <form class="filters" onSubmit={add}>
      {state.selected.map((filter) => (
        <span class="filter" key={filter}>
          {filter.replace(/\|/, ' ').replace(/\|/, ' ')}
          <button
            type="button"
            aria-label={`Remove ${filter}`}
            onClick={() =>
              set.select(
                name,
                state.selected.filter((each) => each !== filter),
              )
            }
          >
            ×
          </button>
        </span>
      ))}
      <input
        type="text"
        aria-labelledby={`variable-${name}`}
        placeholder={'label = value'}
        value={draft}
        onInput={(event) => (draft.value = event.currentTarget.value)}
      />
    </form>
  );
}
