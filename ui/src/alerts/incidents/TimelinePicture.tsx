import { useSignal } from '@preact/signals';
import { graphAddress, momentText } from '../words';
import { type Deed, type Incident, type IncidentEvent } from './api';
import { layOut } from './timeline';
import { KIND_WORDS } from './words';

interface TimelinePictureProps {
  readonly incident: Incident;
  readonly deeds: readonly Deed[];
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** An incident as bars of its alerts, with what people did above them. */
export function TimelinePicture({ incident, deeds }: TimelinePictureProps) {
  const now = Date.now() / 1_000;
  const chosen = useSignal<IncidentEvent | null>(null);
  const { lanes, hidden, points, rows, lines, ticks } = layOut(incident, deeds, now);
  const end = incident.resolvedAt ?? now;
  const margin = Math.max(600, (end - incident.startedAt) * 0.3);
  return (
    <figure class="timeline" aria-label="Timeline">
      <div class="timeline-field">
        {ticks.map(({ seconds, at }) => (
          <span
            key={seconds}
            class="timeline-tick"
            style={{ left: percent(at) }}
            aria-hidden="true"
          >
            <span>{momentText(seconds).slice(6)}</span>
          </span>
        ))}
        {lines.map(({ deed, at }) => (
          <span
            key={`${deed.at} ${deed.title}`}
            class={`timeline-deed ${at > 0.8 ? 'is-left' : ''}`}
            style={{ left: percent(at) }}
          >
            <span>{deed.title}</span>
          </span>
        ))}
        <div class="timeline-points" style={{ height: `${rows * 18}px` }}>
          {points.map(({ event, at, row }, index) => (
            <button
              key={index}
              type="button"
              class={`timeline-point is-${event.kind}`}
              style={{ left: percent(at), top: `${row * 18}px` }}
              aria-label={`${KIND_WORDS[event.kind]} ${momentText(event.at)}: ${event.story}`}
              aria-pressed={chosen.value === event}
              title={`${KIND_WORDS[event.kind]}: ${event.story}`}
              onClick={() => (chosen.value = chosen.value === event ? null : event)}
            />
          ))}
        </div>
        <ol class="timeline-lanes">
          {lanes.map(({ alert, from, to, isFiring }, index) => {
            const address = graphAddress(alert.generatorURL, alert.startsAt - margin, end + margin);
            const name = alert.summary || Object.values(alert.labels).join(' ');
            return (
              <li key={index}>
                <span
                  class={`timeline-bar is-${alert.labels.severity ?? 'unknown'} ${isFiring ? 'is-firing' : ''}`}
                  style={{ left: percent(from), width: percent(Math.max(to - from, 0.004)) }}
                />
                {address ? <a href={address}>{name}</a> : <span class="timeline-name">{name}</span>}
              </li>
            );
          })}
        </ol>
      </div>
      {hidden > 0 && <p class="hint">{hidden} more alerts are in the list below.</p>}
      <figcaption aria-live="polite">
        {chosen.value ? sentenceOf(chosen.value) : 'Choose a point to read what happened.'}
      </figcaption>
    </figure>
  );
}

function sentenceOf({ at, kind, person, story }: IncidentEvent): string {
  const who = person && ` by ${person}`;
  return `${momentText(at)} ${KIND_WORDS[kind]}${who}${story && `: ${story}`}`;
}
