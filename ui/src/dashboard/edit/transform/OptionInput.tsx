import { useId } from 'preact/hooks';
import type { Options } from '../../model';
import { withValue } from '../controls';
import type { ColumnName } from './columnNames';
import { CALCULATION_CHOICES, type OptionField } from './fields';
import { Several } from './Several';

interface OptionInputProps {
  readonly field: OptionField;
  readonly options: Options;
  readonly columns: readonly ColumnName[];
  readonly change: (options: Options) => void;
}

/** One option of a transformation. */
export function OptionInput({ field, options, columns, change }: OptionInputProps) {
  const id = useId();
  const { label, path } = field;
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
  const set = (next: unknown) => change(withValue(options, path, next));
  switch (field.kind) {
    case 'switch':
      return (
        <label class="check">
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => set(event.currentTarget.checked || undefined)}
          />
          {label}
        </label>
      );
    case 'choice':
      return (
        <label>
          {label}
          <select
            value={typeof value === 'string' ? value : field.choices[0][0]}
            onChange={(event) => set(event.currentTarget.value)}
          >
            {field.choices.map(([choice, title]) => (
              <option key={choice} value={choice}>
                {title}
              </option>
            ))}
          </select>
        </label>
      );
    case 'number':
      return (
        <label>
          {label}
          <input
            type="number"
            min="1"
            placeholder={field.hint}
            value={typeof value === 'number' || typeof value === 'string' ? value : ''}
            onInput={(event) => set(Number(event.currentTarget.value) || undefined)}
          />
        </label>
      );
    case 'columns':
      return (
        <Several
          label={label}
          choices={columns.map(({ name }) => [name, name])}
          chosen={texts(value)}
          set={(names) => set(names.length > 0 ? names : undefined)}
        />
      );
    case 'calculations':
      return (
        <Several
          label={label}
          choices={CALCULATION_CHOICES}
          chosen={texts(value)}
          set={(names) => set(names.length > 0 ? names : undefined)}
        />
      );
    case 'text':
    case 'column':
      return (
        <label>
          {label}
          <input
            type="text"
            placeholder={field.hint}
            list={field.kind === 'column' ? id : undefined}
            value={operandText(value)}
            onInput={(event) => set(event.currentTarget.value || undefined)}
          />
          {field.kind === 'column' && (
            <datalist id={id}>
              {columns.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </label>
      );
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A column is named by a text, or in imported boards by a matcher around it. */
function operandText(value: unknown): string {
  if (typeof value === 'string') return value;
  const { matcher, fixed } = (value ?? {}) as { matcher?: { options?: string }; fixed?: string };
  return matcher?.options ?? fixed ?? '';
}
