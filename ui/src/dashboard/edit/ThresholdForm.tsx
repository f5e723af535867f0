import type { Panel, Thresholds } from '../model';
import { ColorChoice } from './ColorChoice';
import { withValue } from './controls';
import type { Edit } from './PanelEditor';

type Step = NonNullable<Thresholds['steps']>[number];

/** From which value on which colour stands. */
export function ThresholdForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const thresholds = panel.field?.defaults?.thresholds;
  const steps = thresholds?.steps ?? [];
  const set = (next: readonly Step[], group?: string) => {
    const sorted = [...next].sort((a, b) => (a.value ?? -Infinity) - (b.value ?? -Infinity));
    edit(
      'change the thresholds',
      (each) =>
        withValue(each, 'field.defaults.thresholds', {
          mode: 'absolute',
          ...thresholds,
          steps: sorted,
        }),
      group,
    );
  };
  const change = (index: number, parts: Partial<Step>) =>
    set(
      steps.map((step, at) => (at === index ? { ...step, ...parts } : step)),
      `threshold ${index}`,
    );
  const add = () => {
    if (steps.length === 0)
      set([
        { value: null, color: 'green' },
        { value: 80, color: 'red' },
      ]);
    else set([...steps, { value: (steps.at(-1)?.value ?? 0) + 10, color: 'red' }]);
  };
  return (
    <>
      {steps.map((step, index) => (
        <div class="form-line" key={index}>
          <ColorChoice
            label={`Colour from ${step.value ?? 'the base'}`}
            color={step.color}
            set={(color) => change(index, { color })}
          />
          {step.value === null || step.value === undefined ? (
            <span class="hint">Base</span>
          ) : (
            <input
              type="number"
              step="any"
              aria-label={`Threshold ${index}`}
              value={step.value}
              onChange={(event) => change(index, { value: Number(event.currentTarget.value) })}
            />
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={`Remove the threshold ${step.value ?? 'base'}`}
            onClick={() => set(steps.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" class="button" onClick={add}>
        Add a threshold
      </button>
    </>
  );
}
