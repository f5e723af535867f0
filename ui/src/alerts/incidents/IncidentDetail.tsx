import { usePage } from '../../app/page';
import { CareActions } from '../CareActions';
import { Labels } from '../../app/Labels';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { momentText } from '../words';
import { lengthText } from '../../time/length';
import { type Deed, deedsAround, type Incident, loadIncident } from './api';
import { AlertTable } from './AlertTable';
import { NoteForm } from './NoteForm';
import { ReviewLink } from './ReviewLink';
import { Story } from './Story';
import { TimelinePicture } from './TimelinePicture';
import { stateOf } from './words';

interface Loaded {
  readonly incident: Incident;
  readonly deeds: readonly Deed[];
}

async function load(number: number): Promise<Loaded> {
  const incident = await loadIncident(number);
  // A server without a catalog has no annotations, which an incident does without.
  return { incident, deeds: await deedsAround(incident).catch(() => []) };
}

/** One incident: its picture, who did what, and what can be done. */
export function IncidentDetail({ number }: { number: number }) {
  const { location } = usePage();
  const answer = useAnswer(() => load(number), [number]);
  const loaded = answer.value.value;
  return (
    <section aria-label="Incident" class="incident">
      <button type="button" class="button" onClick={() => location.set({ incident: null })}>
        All incidents
      </button>
      <Problem text={answer.problem.value} />
      {loaded && (
        <>
          <Head incident={loaded.incident} changed={answer.refresh} />
          <TimelinePicture incident={loaded.incident} deeds={loaded.deeds} />
          <div class="incident-columns">
            <div>
              <h2>What happened</h2>
              <Story
                events={loaded.incident.events}
                eventCount={loaded.incident.eventCount}
                deeds={loaded.deeds}
              />
              <NoteForm number={number} added={answer.refresh} />
              <ReviewLink incident={loaded.incident} deeds={loaded.deeds} />
            </div>
            <div>
              <h2>Alerts</h2>
              <AlertTable incident={loaded.incident} />
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function Head({ incident, changed }: { incident: Incident; changed: () => void }) {
  const state = stateOf(incident);
  return (
    <header class="incident-head">
      <span class={`incident-state is-${state}`}>{state}</span>
      <h1>
        #{incident.number} {incident.title}
      </h1>
      {incident.severity && (
        <span class={`severity is-${incident.severity}`}>{incident.severity}</span>
      )}
      <Labels labels={incident.labels} />
      <Times incident={incident} />
      {incident.resolvedAt === null && (
        <CareActions
          groupKey={incident.groupKey}
          labels={incident.labels}
          isCaredFor={incident.isCaredFor}
          changed={changed}
        />
      )}
    </header>
  );
}

function Times({ incident }: { incident: Incident }) {
  const { startedAt, openedAt, acknowledgedAt, acknowledgedBy, resolvedAt } = incident;
  return (
    <dl class="incident-times">
      <div>
        <dt>Began</dt>
        <dd>{momentText(startedAt)}</dd>
      </div>
      <div>
        <dt>Told after</dt>
        <dd>{lengthText(openedAt - startedAt)}</dd>
      </div>
      <div>
        <dt>Acknowledged after</dt>
        <dd>
          {acknowledgedAt === null
            ? 'not yet'
            : `${lengthText(acknowledgedAt - openedAt)}, by ${acknowledgedBy}`}
        </dd>
      </div>
      <div>
        <dt>{resolvedAt === null ? 'Fires for' : 'Resolved after'}</dt>
        <dd>{lengthText((resolvedAt ?? Date.now() / 1_000) - startedAt)}</dd>
      </div>
      <div>
        <dt>Receiver</dt>
        <dd>{incident.receiver}</dd>
      </div>
    </dl>
  );
}
