import '../people.css';
import { useSignal } from '@preact/signals';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { momentText } from '../words';
import { listWindows, type MaintenanceWindow, type Occurrence, removeWindow } from './api';
import { cronWords } from './weekly';
import { WindowForm } from './WindowForm';

/** The times in which nobody is told of what is worked on. */
export function MaintenancePart() {
  const answer = useAnswer(listWindows, []);
  const problem = useSignal('');
  const windows = answer.value.value?.windows;
  const remove = (id: string) =>
    removeWindow(id).then(answer.refresh, (error: Error) => (problem.value = error.message));
  return (
    <section aria-label="Maintenance">
      <Problem text={problem.value || answer.problem.value} />
      {windows?.length === 0 && (
        <p class="alerts-none">
          No maintenance is planned. A window keeps alerts quiet while somebody works on what they
          watch, once or every week.
        </p>
      )}
      {windows?.map((window) => (
        <WindowCard key={window.id} window={window} remove={() => remove(window.id)} />
      ))}
      <h2 class="people-title">Plan maintenance</h2>
      <WindowForm saved={answer.refresh} />
    </section>
  );
}

interface WindowCardProps {
  readonly window: MaintenanceWindow;
  readonly remove: () => void;
}

const STATE_WORDS = { on: 'now', planned: 'planned', over: 'over' } as const;

function WindowCard({ window, remove }: WindowCardProps) {
  return (
    <article class="alert-group people-card">
      <header>
        <span class={`people-state is-${window.state}`}>{STATE_WORDS[window.state]}</span>
        <h2>{window.name}</h2>
        <span class="alert-receiver">
          <code>{window.matchers}</code>
        </span>
        <span class="hint">{window.owner}</span>
        <button type="button" class="button" onClick={remove}>
          Remove
        </button>
      </header>
      <p>
        {'cron' in window
          ? `${cronWords(window.cron)} for ${window.length}, ${window.zone}`
          : 'once'}
      </p>
      {window.next.length > 0 && (
        <p class="hint">In your time: {window.next.map(occurrenceText).join(' · ')}</p>
      )}
    </article>
  );
}

function occurrenceText({ from, to }: Occurrence): string {
  const end = momentText(to);
  const isSameDay = end.slice(0, 5) === momentText(from).slice(0, 5);
  return `${momentText(from)}–${isSameDay ? end.slice(6) : end}`;
}
