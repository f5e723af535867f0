import { useSignal } from '@preact/signals';
import { parseMoment } from '../../time/range';
import { Problem } from '../Problem';
import { type Rota, takeOver } from './api';

/** Asks who takes over a part of a rota, and when. */
export function TakeOverForm({ rota, saved }: { rota: Rota; saved: () => void }) {
  const problem = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const person = rota.people.find(({ name }) => name === text('person'))!;
    const moment = (name: string) => new Date(parseMoment(text(name), Date.now())!).toISOString();
    takeOver(rota.name, person, moment('from'), moment('to')).then(
      saved,
      (error: Error) => (problem.value = error.message),
    );
  };
  return (
    <form class="people-form" aria-label={`Take over in ${rota.name}`} onSubmit={submit}>
      <label>
        Who
        <select name="person">
          {rota.people.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        From
        <input name="from" type="datetime-local" required />
      </label>
      <label>
        To
        <input name="to" type="datetime-local" required />
      </label>
      <div class="people-form-end">
        <Problem text={problem.value} />
        <button type="submit" class="button is-primary">
          Take over
        </button>
      </div>
    </form>
  );
}
