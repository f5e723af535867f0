import type { Panel, Transform } from '../../model';
import type { BoardScope } from '../../scope';
import { TRANSFORMATION_TITLES } from '../../transforms/transforms';
import type { Edit } from '../PanelEditor';
import { StepForm } from './StepForm';
import { useColumnNames } from './columnNames';

interface TransformFormProps {
  readonly panel: Panel;
  readonly scope: BoardScope;
  readonly edit: Edit;
}

/** What is made of the answers before they are shown, one step after the other. */
export function TransformForm({ panel, scope, edit }: TransformFormProps) {
  const transforms = panel.transforms ?? [];
  const columns = useColumnNames(panel, scope);
  const set = (next: readonly Transform[], group?: string) =>
    edit('change the transformations', (each) => ({ ...each, transforms: next }), group);
  const move = (index: number, by: -1 | 1) => {
    const moved = transforms.filter((_, at) => at !== index);
    moved.splice(index + by, 0, transforms[index]);
    set(moved);
  };
  return (
    <section class="transforms" aria-label="Transformations">
      {transforms.map((transform, index) => (
        <div
          class={`query ${transform.disabled ? 'is-off' : ''}`}
          key={`${index} ${transform.kind}`}
        >
          <div class="query-head">
            <strong>{TRANSFORMATION_TITLES[transform.kind] ?? transform.kind}</strong>
            <label class="check">
              <input
                type="checkbox"
                checked={!transform.disabled}
                onChange={(event) => {
                  const disabled = !event.currentTarget.checked || undefined;
                  set(transforms.map((each, at) => (at === index ? { ...each, disabled } : each)));
                }}
              />
              On
            </label>
            <span class="board-bar-space" />
            <button
              type="button"
              class="icon-button"
              aria-label="Earlier"
              disabled={index === 0}
              onClick={() => move(index, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label="Later"
              disabled={index === transforms.length - 1}
              onClick={() => move(index, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              class="button"
              onClick={() => set(transforms.filter((_, at) => at !== index))}
            >
              Remove
            </button>
          </div>
          <StepForm
            transform={transform}
            columns={columns[index] ?? []}
            change={(options) =>
              set(
                transforms.map((each, at) => (at === index ? { ...each, options } : each)),
                `transform ${index}`,
              )
            }
          />
        </div>
      ))}
      <label class="transform-add">
        Add a transformation
        <select
          value=""
          onChange={(event) => {
            const kind = event.currentTarget.value;
            if (kind) set([...transforms, { kind, options: {} }]);
          }}
        >
          <option value="">Choose one…</option>
          {Object.entries(TRANSFORMATION_TITLES).map(([kind, title]) => (
            <option key={kind} value={kind}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
