import { clockText, momentText } from '../words';
import type { Deed, IncidentEvent } from './api';
import { linesOf } from './lines';

interface StoryProps {
  readonly events: readonly IncidentEvent[];
  readonly deeds: readonly Deed[];
}

/** What happened, line by line, with what was changed in between. */
export function Story({ events, deeds }: StoryProps) {
  const lines = linesOf(events, deeds);
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0];
  // What is over within a day is told by the second.
  const timeText = last - first < 86_400 ? clockText : momentText;
  return (
    <ol class="story">
      {lines.map(({ at, kind, what, who, text }, index) => (
        <li key={index}>
          <time dateTime={new Date(at * 1_000).toISOString()} title={momentText(at)}>
            {timeText(at)}
          </time>
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
