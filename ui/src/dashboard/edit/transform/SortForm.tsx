import type { OptionsFormProps } from './StepForm';

interface Sorting {
  readonly field?: string;
  readonly desc?: boolean;
}

/** The column that rows are sorted by. */
export function SortForm({ options, columns, change }: OptionsFormProps) {
  const [sorting = {}] = (options.sort ?? []) as readonly Sorting[];
  const set = (parts: Sorting) => change({ ...options, sort: [{ ...sorting, ...parts }] });
  const names = columns.map(({ name }) => name);
  const { field = '', desc = false } = sorting;
  return (
    <div class="form-row">
      <label>
        By
        <select value={field} onChange={(event) => set({ field: event.currentTarget.value })}>
          <option value="">Choose a column…</option>
          {[...new Set([...names, ...(field ? [field] : [])])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Order
        <select
          value={desc ? 'desc' : 'asc'}
          onChange={(event) => set({ desc: event.currentTarget.value === 'desc' })}
        >
          <option value="asc">Smallest first</option>
          <option value="desc">Largest first</option>
        </select>
      </label>
    </div>
  );
}
