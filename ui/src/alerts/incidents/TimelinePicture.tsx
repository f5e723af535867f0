import { useSignal } from '@preact/signals';
import { clockText, graphAddress, momentText } from '../words';
import { type Deed, type Incident, type IncidentEvent } from './api';
import { layOut } from './timeline';
import { KIND_WORDS } from './words';

interface TimelinePictureProps {
  readonly incident: Incident;
  readonly deeds: readonly Deed[];
}

/** Who points at a point reads no more. */
const SAID_OF_POINT = 5;

const SAID_BELOW = 20;

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** An incident as bars of its alerts, with what people did above them. */
export function TimelinePicture({ incident, deeds }: TimelinePictureProps) {
  const now = Date.now() / 1_000;
  const chosen = useSignal<IncidentEvent | null>(null);
  const { lanes, hidden, points, rows, lines, ticks } = layOut(incident, deeds, now);
  const [first, second] = ticks;
  // Ticks within one minute differ by their seconds only.
  const tickText = (seconds: number) =>
    first && second && second.seconds - first.seconds < 60
      ? clockText(seconds)
      : momentText(seconds).slice(6);
  const kinds = [...new Set(points.map(({ events }) => events[0]!.kind))];
  const end = incident.resolvedAt ?? now;
  const margin = Math.max(600, (end - incident.startedAt) * 0.3);
  return (
    <figure class="timeline" aria-label="Timeline">
      <div class={`timeline-field ${lines.some(({ row }) => row > 0) ? 'has-second' : ''}`}>
        {ticks.map(({ seconds, at }) => (
          <span
            key={seconds}
            class="timeline-tick"
            style={{ left: percent(at) }}
            aria-hidden="true"
          >
            <span>{tickText(seconds)}</span>
          </span>
        ))}
        <div class="timeline-points" style={{ height: `${rows * 18}px` }}>
          {points.map(({ events, at, row }) => {
            const [first] = events;
            const words = sentencesOf(events, SAID_OF_POINT).join('; ');
            return (
              <button
                key={`${first!.at} ${first!.kind}`}
                type="button"
                class={`timeline-point is-${first!.kind}`}
                style={{ left: percent(at), top: `${row * 18}px` }}
                aria-label={words}
                aria-pressed={chosen.value === first}
                title={words}
                onClick={() => (chosen.value = chosen.value === first ? null : first!)}
              >
                {events.length > 1 ? events.length : ''}
              </button>
            );
          })}
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
        {lines.map(({ deed, at, row, side, room }) => (
          <span
            key={`${deed.at} ${deed.title}`}
            class={`timeline-deed ${row > 0 ? 'is-second' : ''}`}
            style={{ left: percent(at) }}
          >
            <span
              class={`timeline-title is-${side}`}
              style={{ '--room': room.toFixed(4) }}
              title={deed.title}
            >
              {deed.title}
            </span>
          </span>
        ))}
      </div>
      {hidden > 0 && <p class="hint">{hidden} more alerts are in the list below.</p>}
      <ul class="timeline-legend" aria-label="Points">
        {kinds.map((kind) => (
          <li key={kind}>
            <span class={`story-dot is-${kind}`} aria-hidden="true" />
            {KIND_WORDS[kind]}
          </li>
        ))}
      </ul>
      <figcaption aria-live="polite">
        {points
          .filter(({ events }) => events[0] === chosen.value)
          .flatMap(({ events }) => sentencesOf(events, SAID_BELOW))
          .map((sentence, index) => (
            <p key={index}>{sentence}</p>
          ))}
      </figcaption>
    </figure>
  );
}

/** The first of what happened, and how much more did. */
function sentencesOf(events: readonly IncidentEvent[], most: number): readonly string[] {
  const said = events.slice(0, most).map(sentenceOf);
  return events.length > most ? [...said, `and ${events.length - most} more`] : said;
}

function sentenceOf({ at, kind, person, story }: IncidentEvent): string {
  const who = person && ` by ${person}`;
  return `${KIND_WORDS[kind]}${who} at ${momentText(at)}${story && `: ${story}`}`;
}
