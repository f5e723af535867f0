import { useSignal } from '@preact/signals';
import { momentText } from '../words';
import type { Rota, Shift } from './api';
import { TakeOverForm } from './TakeOverForm';

interface RotaCardProps {
  readonly rota: Rota;
  readonly remove: () => void;
  readonly changed: () => void;
}

/** As many colours as series have. */
const COLOURS = 8;

/** One rota: who is on call now, and the next two weeks. */
export function RotaCard({ rota, remove, changed }: RotaCardProps) {
  const isTakingOver = useSignal(false);
  const { now } = rota;
  return (
    <article class="alert-group people-card">
      <header>
        <span class="people-state is-on">on call</span>
        <h2 class="people-name">
          {now.person} <span class="alert-receiver">in {rota.name}</span>
        </h2>
        <button
          type="button"
          class="button"
          aria-expanded={isTakingOver.value}
          onClick={() => (isTakingOver.value = !isTakingOver.value)}
        >
          Take over
        </button>
        <button type="button" class="button" onClick={remove}>
          Remove
        </button>
      </header>
      {isTakingOver.value && (
        <TakeOverForm
          rota={rota}
          saved={() => {
            isTakingOver.value = false;
            changed();
          }}
        />
      )}
      <Shifts rota={rota} />
      <p class="hint">
        until {momentText(now.to)}, told over {now.receiver}; {rota.turn}, hand-over at{' '}
        {rota.handOver}, {rota.zone}
      </p>
    </article>
  );
}

function Shifts({ rota }: { rota: Rota }) {
  const from = Date.now() / 1_000;
  const to = Math.max(...rota.shifts.map((shift) => shift.to));
  const names = rota.people.map(({ name }) => name);
  return (
    <ol class="people-shifts" aria-label={`Shifts of ${rota.name}`}>
      {rota.shifts.map((shift) => (
        <li
          key={shift.from}
          class={`is-colour-${colourOf(shift, names)} ${shift.isOverride ? 'is-override' : ''}`}
          style={{ flexGrow: (shift.to - Math.max(shift.from, from)) / (to - from) }}
          title={`${shift.person}: ${momentText(shift.from)} to ${momentText(shift.to)}`}
        >
          <strong>{shift.person}</strong>
          <span>{momentText(shift.from).slice(0, 5)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Somebody from outside of the rota has the last colour. */
function colourOf({ person }: Shift, names: readonly string[]): number {
  const index = names.indexOf(person);
  return index < 0 ? COLOURS - 1 : index % (COLOURS - 1);
}
