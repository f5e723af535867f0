import type { FieldOptions, Override, Panel } from '../model';
import { ColorChoice } from './ColorChoice';
import { withValue } from './controls';
import type { Edit } from './PanelEditor';

/** Series or columns that are shown otherwise than the rest. */
export function OverrideForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const overrides = panel.field?.overrides ?? [];
  const set = (next: readonly Override[], group?: string) =>
    edit('change the exceptions', (each) => withValue(each, 'field.overrides', next), group);
  const change = (index: number, override: Override) =>
    set(
      overrides.map((each, at) => (at === index ? override : each)),
      `override ${index}`,
    );
  return (
    <>
      {overrides.map((override, index) => (
        <div class="override" key={index}>
          <div class="form-line">
            <select
              aria-label="Chosen by"
              value={override.match.kind}
              onChange={(event) =>
                change(index, {
                  ...override,
                  match: { kind: event.currentTarget.value as Override['match']['kind'] },
                })
              }
            >
              <option value="byName">name</option>
              <option value="byRegexp">pattern</option>
              <option value="byQuery">query</option>
              <option value="all">all</option>
              {!['byName', 'byRegexp', 'byQuery', 'all'].includes(override.match.kind) && (
                <option value={override.match.kind}>{override.match.kind}</option>
              )}
            </select>
            <input
              type="text"
              aria-label="Name, pattern or query"
              value={override.match.name ?? override.match.pattern ?? override.match.ref ?? ''}
              onInput={(event) => {
                const { value } = event.currentTarget;
                const { kind } = override.match;
                const key = kind === 'byRegexp' ? 'pattern' : kind === 'byQuery' ? 'ref' : 'name';
                change(index, { ...override, match: { kind, [key]: value } });
              }}
            />
            <button
              type="button"
              class="icon-button"
              aria-label="Remove the exception"
              onClick={() => set(overrides.filter((_, at) => at !== index))}
            >
              ×
            </button>
          </div>
          <SetForm
            options={override.set}
            change={(path, value) =>
              change(index, { ...override, set: withValue(override.set, path, value) })
            }
          />
        </div>
      ))}
      <button
        type="button"
        class="button"
        onClick={() => set([...overrides, { match: { kind: 'byName', name: '' }, set: {} }])}
      >
        Add an exception
      </button>
    </>
  );
}

interface SetFormProps {
  readonly options: FieldOptions;
  readonly change: (path: string, value: unknown) => void;
}

function SetForm({ options, change }: SetFormProps) {
  return (
    <div class="form-part">
      <label>
        Unit
        <input
          type="text"
          value={options.unit ?? ''}
          onInput={(event) => change('unit', event.currentTarget.value || undefined)}
        />
      </label>
      <label>
        Shown as
        <input
          type="text"
          value={options.displayName ?? ''}
          onInput={(event) => change('displayName', event.currentTarget.value || undefined)}
        />
      </label>
      <div class="form-line">
        <ColorChoice
          label="Colour"
          color={options.color?.color ?? ''}
          set={(color) => change('color', color ? { mode: 'fixed', color } : undefined)}
        />
        <select
          aria-label="Axis"
          value={options.draw?.axis?.placement ?? 'auto'}
          onChange={(event) => change('draw.axis.placement', event.currentTarget.value)}
        >
          <option value="auto">usual axis</option>
          <option value="left">left axis</option>
          <option value="right">right axis</option>
        </select>
        <label class="check">
          <input
            type="checkbox"
            checked={options.draw?.transform === 'negativeY'}
            onChange={(event) =>
              change('draw.transform', event.currentTarget.checked ? 'negativeY' : undefined)
            }
          />
          below zero
        </label>
      </div>
    </div>
  );
}
