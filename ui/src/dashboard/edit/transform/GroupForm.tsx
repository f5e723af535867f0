import { CALCULATION_CHOICES } from './fields';
import { Several } from './Several';
import type { OptionsFormProps } from './StepForm';

interface Grouping {
  readonly operation?: 'groupby' | 'aggregate' | null;
  readonly aggregations?: readonly string[];
}

/** Which columns make the groups, and what is said of the others. */
export function GroupForm({ options, columns, change }: OptionsFormProps) {
  const { fields = {} } = options as { fields?: Readonly<Record<string, Grouping>> };
  const set = (name: string, grouping: Grouping) =>
    change({ ...options, fields: { ...fields, [name]: grouping } });
  if (columns.length === 0) return <p class="hint">There are no columns yet.</p>;
  return (
    <ul class="columns-form">
      {columns.map(({ name, isNumber }) => {
        const { operation = null, aggregations = [] } = fields[name] ?? {};
        return (
          <li key={name}>
            <label class="form-line">
              <span class="column-name">{name}</span>
              <select
                value={operation ?? ''}
                onChange={(event) => {
                  const chosen = event.currentTarget.value as 'groupby' | 'aggregate' | '';
                  const first = isNumber ? 'mean' : 'count';
                  const figures = aggregations.length > 0 ? aggregations : [first];
                  set(name, {
                    operation: chosen || null,
                    aggregations: chosen === 'aggregate' ? figures : [],
                  });
                }}
              >
                <option value="">is left out</option>
                <option value="groupby">makes the groups</option>
                <option value="aggregate">is summed up</option>
              </select>
            </label>
            {operation === 'aggregate' && (
              <Several
                label={`Figures of ${name}`}
                choices={CALCULATION_CHOICES}
                chosen={aggregations}
                set={(chosen) => set(name, { operation, aggregations: chosen })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
