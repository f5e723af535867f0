import { useId } from 'preact/hooks';
import { UNIT_CHOICES } from '../../units/choices';
import type { Panel } from '../model';
import { type Control, valueAt, withValue } from './controls';
import type { Edit } from './PanelEditor';

interface ControlFieldProps {
  readonly control: Control;
  readonly panel: Panel;
  readonly edit: Edit;
}

/** One setting of a form. */
export function ControlField({ control, panel, edit }: ControlFieldProps) {
  const id = useId();
  const { label, path } = control;
  const value = valueAt(panel, path);
  const set = (next: unknown) =>
    edit(`change ${label.toLowerCase()}`, (each) => withValue(each, path, next), path);
  switch (control.kind) {
    case 'select':
      return (
        <label>
          {label}
          <select
            value={typeof value === 'string' ? value : control.fallback}
            onChange={(event) => set(event.currentTarget.value)}
          >
            {control.choices.map(([choice, title]) => (
              <option key={choice} value={choice}>
                {title}
              </option>
            ))}
          </select>
        </label>
      );
    case 'switch':
      return (
        <label class="check">
          <input
            type="checkbox"
            checked={value === undefined ? control.fallback : Boolean(value)}
            onChange={(event) => set(event.currentTarget.checked)}
          />
          {label}
        </label>
      );
    case 'number':
      return (
        <label>
          {label}
          <input
            type="number"
            step="any"
            placeholder={control.hint}
            value={typeof value === 'number' ? value : ''}
            onInput={(event) => {
              const text = event.currentTarget.value;
              set(text === '' ? undefined : Number(text));
            }}
          />
        </label>
      );
    case 'long':
      return (
        <label>
          {label}
          <textarea
            class="code"
            rows={8}
            value={typeof value === 'string' ? value : ''}
            onInput={(event) => set(event.currentTarget.value)}
          />
        </label>
      );
    case 'text':
      return (
        <label>
          {label}
          <input
            type="text"
            placeholder={control.hint}
            list={/unit$/i.test(path) ? id : undefined}
            value={typeof value === 'string' ? value : ''}
            onInput={(event) => set(event.currentTarget.value || undefined)}
          />
          {/unit$/i.test(path) && (
            <datalist id={id}>
              {UNIT_CHOICES.map(([unit, title]) => (
                <option key={unit} value={unit}>
                  {title}
                </option>
              ))}
            </datalist>
          )}
        </label>
      );
  }
}
