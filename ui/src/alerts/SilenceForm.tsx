import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useFocusWithin } from '../app/focus';
import { type LabelSet, previewSilence } from './api';
import { counted } from '../units/counted';

interface SilenceFormProps {
  readonly labels: LabelSet;
  readonly submit: (hours: number, comment: string) => void;
  readonly close: () => void;
}

/** Asks how long and why, and says beforehand how many alerts go quiet. */
export function SilenceForm({ labels, submit, close }: SilenceFormProps) {
  const form = useFocusWithin<HTMLFormElement>();
  const hours = useSignal(1);
  const comment = useSignal('');
  const count = useSignal<number | null>(null);
  useEffect(() => {
    const filter = Object.entries(labels)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(',');
    previewSilence(filter).then(
      (alerts) => (count.value = alerts.length),
      () => (count.value = null),
    );
  }, [labels]);
  return (
    <form
      ref={form}
      class="silence-form"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit(hours.value, comment.value);
      }}
    >
      <label>
        Hours
        <input
          type="number"
          min="1"
          max="720"
          value={hours.value}
          onInput={(event) => (hours.value = Number(event.currentTarget.value))}
        />
      </label>
      <label>
        Why
        <input
          required
          value={comment.value}
          onInput={(event) => (comment.value = event.currentTarget.value)}
        />
      </label>
      <span>{count.value !== null && quietText(count.value)}</span>
      <button type="submit" class="button is-primary">
        Silence
      </button>
    </form>
  );
}

function quietText(count: number): string {
  return `${counted(count, 'alert')} ${count === 1 ? 'goes' : 'go'} quiet now`;
}
