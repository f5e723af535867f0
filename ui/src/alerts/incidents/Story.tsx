import { momentText } from '../words';
import type { Deed, IncidentEvent } from './api';
import { KIND_WORDS } from './words';

interface StoryProps {
  readonly events: readonly IncidentEvent[];
  readonly deeds: readonly Deed[];
}

/** What happened, line by line, with what was changed in between. */
export function Story({ events, deeds }: StoryProps) {
  const lines = [
    ...events.map(({ at, kind, person, story }) => ({
      at,
      kind: kind as string,
      what: KIND_WORDS[kind],
      who: person,
      text: story,
    })),
    ...deeds.map(({ at, title }) => ({ at, kind: 'deed', what: 'Changed', who: '', text: title })),
  ].sort((one, other) => one.at - other.at);
  return (
    <ol class="story">
      {lines.map(({ at, kind, what, who, text }, index) => (
        <li key={index} class={`is-${kind}`}>
          <time dateTime={new Date(at * 1_000).toISOString()}>{momentText(at)}</time>
          <span class={`story-dot is-${kind}`} aria-hidden="true" />
          <span>
            <strong>
              {what}
              {who && ` by ${who}`}
            </strong>{' '}
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
