import type { Mapping, Panel } from '../model';
import { ColorChoice } from './ColorChoice';
import { withValue } from './controls';
import type { Edit } from './PanelEditor';

/** Words and colours that stand in the place of values. */
export function MappingForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const mappings = panel.field?.defaults?.mappings ?? [];
  const set = (next: readonly Mapping[], group?: string) =>
    edit(
      'change the words for values',
      (each) => withValue(each, 'field.defaults.mappings', next),
      group,
    );
  const change = (index: number, parts: Partial<Mapping>) =>
    set(
      mappings.map((each, at) => (at === index ? { ...each, ...parts } : each)),
      `mapping ${index}`,
    );
  return (
    <>
      {mappings.map((mapping, index) => (
        <div class="form-line is-mapping" key={index}>
          <select
            aria-label="Kind of mapping"
            value={mapping.kind}
            onChange={(event) => change(index, { kind: event.currentTarget.value as 'value' })}
          >
            <option value="value">value</option>
            <option value="range">range</option>
            <option value="regex">pattern</option>
            <option value="special">no value</option>
          </select>
          <MappingInput mapping={mapping} change={(parts) => change(index, parts)} />
          <input
            type="text"
            aria-label="Words"
            placeholder="words"
            value={mapping.text ?? ''}
            onInput={(event) => change(index, { text: event.currentTarget.value })}
          />
          <ColorChoice
            label="Colour of the words"
            color={mapping.color ?? ''}
            set={(color) => change(index, { color: color || undefined })}
          />
          <button
            type="button"
            class="icon-button"
            aria-label="Remove the mapping"
            onClick={() => set(mappings.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button"
        onClick={() =>
          set([...mappings, { kind: 'value', value: '1', text: 'up', color: 'green' }])
        }
      >
        Add words
      </button>
    </>
  );
}

interface MappingInputProps {
  readonly mapping: Mapping;
  readonly change: (parts: Partial<Mapping>) => void;
}

function MappingInput({ mapping, change }: MappingInputProps) {
  const bound = (text: string) => (text === '' ? null : Number(text));
  switch (mapping.kind) {
    case 'value':
      return (
        <input
          type="text"
          aria-label="Value"
          value={mapping.value ?? ''}
          onInput={(event) => change({ value: event.currentTarget.value })}
        />
      );
    case 'range':
      return (
        <span class="form-pair">
          <input
            type="number"
            step="any"
            aria-label="From"
            value={mapping.from ?? ''}
            onInput={(event) => change({ from: bound(event.currentTarget.value) })}
          />
          <input
            type="number"
            step="any"
            aria-label="To"
            value={mapping.to ?? ''}
            onInput={(event) => change({ to: bound(event.currentTarget.value) })}
          />
        </span>
      );
    case 'regex':
      return (
        <input
          type="text"
          aria-label="Pattern"
          value={mapping.pattern ?? ''}
          onInput={(event) => change({ pattern: event.currentTarget.value })}
        />
      );
    case 'special':
      return <span class="hint">where nothing is</span>;
  }
}
