import { useSignal } from '@preact/signals';
import { SearchField } from '../SearchField';
import { usePage } from '../../app/page';
import { Labels } from '../../app/Labels';
import { Nothing } from '../../app/Nothing';
import { Choice } from '../Choice';
import { MoreRows } from '../MoreRows';
import { FIRST_PLACE, type Place } from '../paging';
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

/** An incident keeps no more of its alerts. */
const KEPT_ALERTS = 200;

const DAYS = [1, 7, 30, 365];

/** The incidents of some days, the newest first. */
export function IncidentList() {
  const state = useSignal<(typeof STATES)[number][0]>('all');
  const days = useSignal(7);
  const filter = useSignal('');
  const place = useSignal<Place>(FIRST_PLACE);
  const answer = useAnswer(
    () => listIncidents(state.value, days.value, filter.value, place.value),
    [state.value, days.value, filter.value, place.value],
  );
  const incidents = answer.value.value?.incidents;
  const next = answer.value.value?.next ?? null;
  const isFiltered = filter.value.trim() !== '';
  return (
    <section aria-label="Incidents">
      <SearchField
        label="Filter by matchers"
        placeholder='Filter: severity="critical"'
        text={filter}
        changed={() => (place.value = FIRST_PLACE)}
      />
      <div class="alerts-bar">
        <Choice
          label="State"
          values={STATES}
          chosen={state.value}
          choose={(value) => {
            state.value = value;
            place.value = FIRST_PLACE;
          }}
        />
        <label>
          Last{' '}
          <select
            value={days.value}
            onChange={(event) => {
              days.value = Number(event.currentTarget.value);
              place.value = FIRST_PLACE;
            }}
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
      {incidents?.length === 0 && isFiltered && (
        <Nothing title="No incident matches">
          {next === null
            ? 'Those of this time were of alerts with other labels.'
            : 'None of the newest 10,000 does; older ones may.'}
        </Nothing>
      )}
      {incidents?.length === 0 && !isFiltered && (
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
      {incidents && (
        <MoreRows
          place={place}
          shown={incidents.length}
          next={next === null ? null : String(next)}
        />
      )}
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
        <span>{alertsText(incident.alertCount)}</span>
        <span>{momentText(incident.startedAt)}</span>
        <span>{lengthText(end - incident.startedAt)}</span>
        {incident.acknowledgedBy && <span>{incident.acknowledgedBy}</span>}
      </span>
    </li>
  );
}

function alertsText(count: number): string {
  return count < KEPT_ALERTS ? counted(count, 'alert') : `${count} alerts or more`;
}
