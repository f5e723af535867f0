import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Options, Transform } from '../../model';
import type { ColumnName } from './columnNames';
import { ConditionForm } from './ConditionForm';
import { OPTION_FIELDS } from './fields';
import { GroupForm } from './GroupForm';
import { OptionInput } from './OptionInput';
import { OrganizeForm } from './OrganizeForm';
import { SortForm } from './SortForm';

/** The options of one transformation, and the columns that it is given. */
export interface OptionsFormProps {
  readonly options: Options;
  readonly columns: readonly ColumnName[];
  readonly change: (options: Options) => void;
}

/** Forms of transformations whose options are lists. */
export const OWN_FORMS: Readonly<Record<string, ComponentType<OptionsFormProps>>> = {
  organize: OrganizeForm,
  groupBy: GroupForm,
  sortBy: SortForm,
  filterByValue: ConditionForm,
};

interface StepFormProps {
  readonly transform: Transform;
  readonly columns: readonly ColumnName[];
  readonly change: (options: Options) => void;
}

/** What one transformation can be told. */
export function StepForm({ transform, columns, change }: StepFormProps) {
  const { kind, options = {} } = transform;
  const Own = OWN_FORMS[kind];
  if (Own) return <Own options={options} columns={columns} change={change} />;
  const fields = OPTION_FIELDS[kind];
  if (!fields) return <PlainOptions options={options} change={change} />;
  if (fields.length === 0) return <p class="hint">There is nothing to choose.</p>;
  return (
    <div class="form-row">
      {fields
        .filter(({ isFor }) => isFor?.(options) ?? true)
        .map((field) => (
          <OptionInput
            key={field.path}
            field={field}
            options={options}
            columns={columns}
            change={change}
          />
        ))}
    </div>
  );
}

/** The options of a transformation from elsewhere, which changes nothing here but is kept. */
function PlainOptions({ options, change }: Omit<OptionsFormProps, 'columns'>) {
  const problem = useSignal('');
  const apply = (text: string) => {
    try {
      change(JSON.parse(text) as Options);
      problem.value = '';
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <>
      <p class="hint">This one is kept as it is; it changes nothing here.</p>
      <textarea
        class="code"
        rows={3}
        aria-label="Options as JSON"
        spellcheck={false}
        defaultValue={JSON.stringify(options, null, 1)}
        onBlur={(event) => apply(event.currentTarget.value)}
      />
      {problem.value && <p class="form-problem">{problem.value}</p>}
    </>
  );
}
