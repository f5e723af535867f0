import { useSignal } from '@preact/signals';
import type { Panel, Transform } from '../model';
import { TRANSFORMATION_TITLES } from '../transforms/transforms';
import type { Edit } from './PanelEditor';

/** What is made of the answers before they are shown, one step after the other. */
export function TransformForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const transforms = panel.transforms ?? [];
  const set = (next: readonly Transform[], group?: string) =>
    edit('change the transformations', (each) => ({ ...each, transforms: next }), group);
  return (
    <section class="transforms" aria-label="Transformations">
      {transforms.map((transform, index) => (
        <Step
          key={`${index} ${transform.kind}`}
          transform={transform}
          change={(changed) =>
            set(
              transforms.map((each, at) => (at === index ? changed : each)),
              `transform ${index}`,
            )
          }
          remove={() => set(transforms.filter((_, at) => at !== index))}
        />
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

interface StepProps {
  readonly transform: Transform;
  readonly change: (transform: Transform) => void;
  readonly remove: () => void;
}

function Step({ transform, change, remove }: StepProps) {
  const text = useSignal(JSON.stringify(transform.options ?? {}, null, 1));
  const problem = useSignal('');
  const apply = () => {
    try {
      change({ ...transform, options: JSON.parse(text.value) as Transform['options'] });
      problem.value = '';
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <div class="query">
      <div class="query-head">
        <strong>{TRANSFORMATION_TITLES[transform.kind] ?? transform.kind}</strong>
        <label class="check">
          <input
            type="checkbox"
            checked={!transform.disabled}
            onChange={(event) =>
              change({ ...transform, disabled: !event.currentTarget.checked || undefined })
            }
          />
          On
        </label>
        <button type="button" class="button" onClick={remove}>
          Remove
        </button>
      </div>
      <textarea
        class="code"
        rows={3}
        aria-label="Options as JSON"
        spellcheck={false}
        value={text}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onBlur={apply}
      />
      {problem.value && <p class="form-problem">{problem.value}</p>}
    </div>
  );
}
