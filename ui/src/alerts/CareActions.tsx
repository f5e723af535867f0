import { useSignal } from '@preact/signals';
import { type LabelSet, takeCare } from './api';
import { matchersOf } from './matchers';
import { person } from './person';
import { Problem } from './Problem';
import { SilenceForm } from './SilenceForm';

interface CareActionsProps {
  readonly groupKey: string;
  readonly labels: LabelSet;
  /** Whether somebody takes care already. */
  readonly isCaredFor: boolean;
  readonly changed: () => void;
}

/** What people do about a group of alerts that fires: take care of it, keep it quiet. */
export function CareActions({ groupKey, labels, isCaredFor, changed }: CareActionsProps) {
  const isSilencing = useSignal(false);
  const problem = useSignal('');
  const failed = (error: Error) => (problem.value = error.message);
  return (
    <>
      <div class="care-actions">
        {!isCaredFor && (
          <button
            type="button"
            class="button"
            onClick={() => takeCare(groupKey, person.nameOrSomebody).then(changed, failed)}
          >
            Acknowledge
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-expanded={isSilencing.value}
          onClick={() => (isSilencing.value = !isSilencing.value)}
        >
          Silence
        </button>
      </div>
      <Problem text={problem.value} />
      {isSilencing.value && (
        <SilenceForm
          matchers={matchersOf(labels)}
          close={() => (isSilencing.value = false)}
          done={() => {
            isSilencing.value = false;
            changed();
          }}
        />
      )}
    </>
  );
}
