import type { OptionsFormProps } from './StepForm';

interface Condition {
  readonly fieldName: string;
  readonly config: { readonly id: string; readonly options?: { readonly value?: unknown } };
}

const TESTS: readonly (readonly [string, string])[] = [
  ['greater', 'is more than'],
  ['greaterOrEqual', 'is at least'],
  ['lower', 'is less than'],
  ['lowerOrEqual', 'is at most'],
  ['equal', 'is'],
  ['notEqual', 'is not'],
  ['regex', 'matches'],
  ['isNull', 'is absent'],
  ['isNotNull', 'is there'],
];

/** Which rows stay, by conditions on their values. */
export function ConditionForm({ options, columns, change }: OptionsFormProps) {
  const {
    filters = [],
    type = 'include',
    match = 'any',
  } = options as {
    filters?: readonly Condition[];
    type?: string;
    match?: string;
  };
  const set = (next: readonly Condition[]) => change({ ...options, filters: next });
  return (
    <>
      <div class="form-row">
        <label>
          Rows that meet them
          <select
            value={type}
            onChange={(event) => change({ ...options, type: event.currentTarget.value })}
          >
            <option value="include">are kept</option>
            <option value="exclude">are taken out</option>
          </select>
        </label>
        <label>
          Conditions
          <select
            value={match}
            onChange={(event) => change({ ...options, match: event.currentTarget.value })}
          >
            <option value="any">one is enough</option>
            <option value="all">all have to be met</option>
          </select>
        </label>
      </div>
      {filters.map((filter, index) => (
        <ConditionLine
          key={index}
          condition={filter}
          names={columns.map(({ name }) => name)}
          change={(changed) => set(filters.map((each, at) => (at === index ? changed : each)))}
          remove={() => set(filters.filter((_, at) => at !== index))}
        />
      ))}
      <button
        type="button"
        class="button"
        onClick={() =>
          set([...filters, { fieldName: columns.at(-1)?.name ?? '', config: { id: 'greater' } }])
        }
      >
        Add a condition
      </button>
    </>
  );
}

interface ConditionLineProps {
  readonly condition: Condition;
  readonly names: readonly string[];
  readonly change: (condition: Condition) => void;
  readonly remove: () => void;
}

function ConditionLine({ condition, names, change, remove }: ConditionLineProps) {
  const { fieldName, config } = condition;
  const hasValue = config.id !== 'isNull' && config.id !== 'isNotNull';
  return (
    <div class="form-line">
      <select
        aria-label="Column"
        value={fieldName}
        onChange={(event) => change({ ...condition, fieldName: event.currentTarget.value })}
      >
        {[...new Set([...names, fieldName])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label="Test"
        value={config.id}
        onChange={(event) =>
          change({ ...condition, config: { ...config, id: event.currentTarget.value } })
        }
      >
        {TESTS.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {hasValue && (
        <input
          type="text"
          aria-label="Value"
          value={String(config.options?.value ?? '')}
          onInput={(event) => {
            const value = event.currentTarget.value;
            change({ ...condition, config: { ...config, options: { ...config.options, value } } });
          }}
        />
      )}
      <button type="button" class="icon-button" aria-label="Remove the condition" onClick={remove}>
        ×
      </button>
    </div>
  );
}
