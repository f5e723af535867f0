import { useSignal } from '@preact/signals';
import { Problem } from '../Problem';
import { savePolicy } from './api';
import { stepsOf } from './lines';

/** Asks who is told when nobody acknowledges; a policy of the same name is replaced. */
export function PolicyForm({ saved }: { saved: () => void }) {
  const problem = useSignal('');
  const save = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    await savePolicy({
      name: text('name'),
      matchers: text('matchers'),
      steps: stepsOf(text('steps')),
      repeats: Number(text('repeats')),
    });
    form.reset();
    problem.value = '';
    saved();
  };
  return (
    <form
      class="people-form"
      aria-label="Escalation policy"
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget).catch((error: Error) => (problem.value = error.message));
      }}
    >
      <label>
        Name
        <input name="name" required placeholder="critical" />
      </label>
      <label>
        Repeat
        <input name="repeats" type="number" min="0" max="5" defaultValue="0" />
      </label>
      <label class="is-wide">
        Alerts with (none: all)
        <input name="matchers" placeholder='severity="critical"' />
      </label>
      <label class="is-wide">
        If nobody acknowledges, one step a line
        <textarea name="steps" required rows={3} placeholder={'5m rota web\n15m receiver ops'} />
      </label>
      <div class="people-form-end">
        <Problem text={problem.value} />
        <button type="submit" class="button is-primary">
          Save policy
        </button>
      </div>
    </form>
  );
}
