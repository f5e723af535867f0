import { useSignal } from '@preact/signals';
import { usePage } from '../../app/page';
import { Labels } from '../../app/Labels';
import { Nothing } from '../../app/Nothing';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { momentText } from '../words';
import { lengthText } from '../../time/length';
import { type IncidentSummary, listIncidents } from './api';
import { stateOf } from './words';
import { counted } from '../../units/counted';

const STATES = [
  ['all', 'All'],
  ['open', 'Open'],
  ['resolved', 'Resolved'],
] as const;

const DAYS = [1, 7, 30, 365];

/** The incidents of some days, the newest first. */
export function IncidentList() {
  const state = useSignal('all');
  const days = useSignal(7);
  const answer = useAnswer(() => listIncidents(state.value, days.value), [state.value, days.value]);
  const incidents = answer.value.value?.incidents;
  return (
    <section aria-label="Incidents">
      <div class="alerts-bar">
        <span class="alerts-choice" role="group" aria-label="State">
          {STATES.map(([value, title]) => (
            <button
              key={value}
              type="button"
              class="button"
              aria-pressed={state.value === value}
              onClick={() => (state.value = value)}
            >
              {title}
            </button>
          ))}
        </span>
        <label>
          Last{' '}
          <select
            value={days.value}
            onChange={(event) => (days.value = Number(event.currentTarget.value))}
          >
            {DAYS.map((count) => (
              <option key={count} value={count}>
                {count === 1 ? 'day' : `${count} days`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Problem text={answer.problem.value} />
      {incidents?.length === 0 && (
        <Nothing
          title="No incident in this time"
          steps={{ 'See what is watched': '/alerts?part=rules', Report: '/alerts?part=report' }}
        >
          One opens when people are told of alerts that fire together, and ends with the last of
          them.
        </Nothing>
      )}
      <ol class="incident-list">
        {incidents?.map((incident) => (
          <IncidentRow key={incident.number} incident={incident} />
        ))}
      </ol>
    </section>
  );
}

function IncidentRow({ incident }: { incident: IncidentSummary }) {
  const { location } = usePage();
  const state = stateOf(incident);
  const end = incident.resolvedAt ?? Date.now() / 1_000;
  const address = new URL(location.href);
  address.searchParams.set('incident', String(incident.number));
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    location.set({ incident: String(incident.number) });
  };
  return (
    <li class={`incident-row is-${state}`}>
      <span class={`incident-state is-${state}`}>{state}</span>
      <span class="incident-name">
        <a href={address.href} onClick={open}>
          #{incident.number} {incident.title}
        </a>
        <Labels labels={incident.labels} />
        <span class="alert-receiver">to {incident.receiver}</span>
      </span>
      <span class="incident-facts">
        {incident.severity && (
          <span class={`severity is-${incident.severity}`}>{incident.severity}</span>
        )}
        <span>{counted(incident.alertCount, 'alert')}</span>
        <span>{momentText(incident.startedAt)}</span>
        <span>{lengthText(end - incident.startedAt)}</span>
        {incident.acknowledgedBy && <span>{incident.acknowledgedBy}</span>}
      </span>
    </li>
  );
}
