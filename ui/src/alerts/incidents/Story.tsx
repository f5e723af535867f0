import { momentText } from '../words';
import type { Deed, IncidentEvent } from './api';
import { linesOf } from './lines';

interface StoryProps {
  readonly events: readonly IncidentEvent[];
  readonly deeds: readonly Deed[];
}

/** What happened, line by line, with what was changed in between. */
export function Story({ events, deeds }: StoryProps) {
  return (
    <ol class="story">
      {linesOf(events, deeds).map(({ at, kind, what, who, text }, index) => (
        <li key={index}>
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
