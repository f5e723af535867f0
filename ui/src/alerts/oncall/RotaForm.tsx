import { useSignal } from '@preact/signals';
import { inputText } from '../../time/range';
import { browserZone, zone } from '../../time/zone';
import { Problem } from '../Problem';
import { saveRota } from './api';
import { peopleOf } from './lines';

/** Asks whose turns there are; a rota of the same name is replaced. */
export function RotaForm({ saved }: { saved: () => void }) {
  const problem = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    saveRota({
      name: text('name'),
      zone: text('zone'),
      start: text('start'),
      handOver: text('handOver'),
      turn: text('turn'),
      people: peopleOf(text('people')),
    }).then(
      () => {
        form.reset();
        problem.value = '';
        saved();
      },
      (error: Error) => (problem.value = error.message),
    );
  };
  return (
    <form class="people-form" aria-label="Rota" onSubmit={submit}>
      <label>
        Name
        <input name="name" required placeholder="web" />
      </label>
      <label>
        Turns
        <select name="turn">
          <option value="weekly">Weekly</option>
          <option value="daily">Daily</option>
        </select>
      </label>
      <label>
        First turn on
        <input
          name="start"
          type="date"
          required
          defaultValue={inputText(Date.now()).slice(0, 10)}
        />
      </label>
      <label>
        Hand-over at
        <input name="handOver" type="time" required defaultValue="09:00" />
      </label>
      <label>
        Time zone
        <input name="zone" required defaultValue={zone.value || browserZone()} />
      </label>
      <label class="is-wide">
        People in their order, one a line: name = receiver
        <textarea name="people" required rows={3} placeholder={'Ada = ada-phone\nBo = bo-phone'} />
      </label>
      <div class="people-form-end">
        <Problem text={problem.value} />
        <button type="submit" class="button is-primary">
          Save rota
        </button>
      </div>
    </form>
  );
}
