import { useSignal } from '@preact/signals';
import { parseMoment } from '../../time/range';
import { browserZone, zone } from '../../time/zone';
import { person } from '../person';
import { Problem } from '../Problem';
import { saveWindow, type WindowDraft } from './api';
import { type Weekday, weekdayName, WEEKDAYS, weeklyCron } from './weekly';

type Repeat = 'once' | 'weekly' | 'cron';

/** Asks what is worked on, and when. */
export function WindowForm({ saved }: { saved: () => void }) {
  const repeat = useSignal<Repeat>('weekly');
  const days = useSignal<ReadonlySet<Weekday>>(new Set(['sat']));
  const problem = useSignal('');
  const toggle = (day: Weekday) => {
    const changed = new Set(days.value);
    if (!changed.delete(day)) changed.add(day);
    days.value = changed;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    saveWindow(draftOf(new FormData(form), repeat.value, days.value)).then(
      () => {
        form.reset();
        problem.value = '';
        saved();
      },
      (error: Error) => (problem.value = error.message),
    );
  };
  return (
    <form class="people-form" aria-label="New maintenance window" onSubmit={submit}>
      <label>
        Name
        <input name="name" required placeholder="Database backup" />
      </label>
      <label class="is-rest">
        Alerts with
        <input name="matchers" required placeholder='job="db", env=~"prod|staging"' />
      </label>
      <label>
        When
        <select
          value={repeat.value}
          onChange={(event) => (repeat.value = event.currentTarget.value as Repeat)}
        >
          <option value="once">Once</option>
          <option value="weekly">On days of the week</option>
          <option value="cron">By cron's fields</option>
        </select>
      </label>
      {repeat.value === 'once' && <OnceFields />}
      {repeat.value === 'weekly' && <WeeklyFields days={days.value} toggle={toggle} />}
      {repeat.value === 'cron' && (
        <label>
          Minute, hour, day, month, weekday
          <input name="cron" required placeholder="0 22 1 * *" />
        </label>
      )}
      {repeat.value !== 'once' && <LengthFields />}
      <div class="people-form-end">
        <Problem text={problem.value} />
        <button type="submit" class="button is-primary">
          Add window
        </button>
      </div>
    </form>
  );
}

function OnceFields() {
  return (
    <>
      <label>
        From
        <input name="from" type="datetime-local" required />
      </label>
      <label>
        To
        <input name="to" type="datetime-local" required />
      </label>
    </>
  );
}

interface WeeklyFieldsProps {
  readonly days: ReadonlySet<Weekday>;
  readonly toggle: (day: Weekday) => void;
}

function WeeklyFields({ days, toggle }: WeeklyFieldsProps) {
  return (
    <>
      <fieldset class="is-rest">
        <legend>Days</legend>
        <span class="alerts-choice is-week">
          {WEEKDAYS.map((day) => (
            <button
              key={day}
              type="button"
              class="button"
              aria-pressed={days.has(day)}
              onClick={() => toggle(day)}
            >
              {weekdayName(day)}
            </button>
          ))}
        </span>
      </fieldset>
      <label>
        At
        <input name="time" type="time" required defaultValue="22:00" />
      </label>
    </>
  );
}

function LengthFields() {
  return (
    <>
      <label>
        For
        <input name="length" required pattern="[0-9dhms]+" defaultValue="2h" />
      </label>
      <label>
        Time zone
        <input name="zone" required defaultValue={zone.value || browserZone()} />
      </label>
    </>
  );
}

function draftOf(form: FormData, repeat: Repeat, days: ReadonlySet<Weekday>): WindowDraft {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const facts = {
    name: text('name'),
    owner: person.nameOrSomebody,
    matchers: text('matchers'),
  };
  if (repeat === 'once') {
    const moment = (name: string) => new Date(parseMoment(text(name), Date.now())!).toISOString();
    return { ...facts, from: moment('from'), to: moment('to') };
  }
  const cron = repeat === 'cron' ? text('cron') : weeklyCron(days, text('time'));
  return { ...facts, cron, length: text('length'), zone: text('zone') };
}
