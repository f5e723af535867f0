import { useSignal } from '@preact/signals';
import { clockText, momentText } from '../words';
import type { Deed, IncidentEvent } from './api';
import { linesOf, shortened, type StoryLine } from './lines';

interface StoryProps {
  readonly events: readonly IncidentEvent[];
  /** Of the whole story, of which `events` may be begin and end. */
  readonly eventCount: number;
  readonly deeds: readonly Deed[];
}

/** What happened, line by line, with what was changed in between. */
export function Story({ events, eventCount, deeds }: StoryProps) {
  const isWhole = useSignal(false);
  const lines = linesOf(events, deeds);
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0];
  // What is over within a day is told by the second.
  const timeText = last - first < 86_400 ? clockText : momentText;
  const { begin, hidden, end } = isWhole.value
    ? { begin: [], hidden: 0, end: lines }
    : shortened(lines);
  const left = eventCount - events.length;
  return (
    <>
      {left > 0 && (
        <p class="hint">
          {eventCount} events: {left} between the begin and the last 1,000 are left out.
        </p>
      )}
      {hidden > 0 && (
        <>
          <Lines lines={begin} timeText={timeText} />
          <p class="story-gap">
            <button type="button" class="button" onClick={() => (isWhole.value = true)}>
              Show {hidden} lines between
            </button>
          </p>
        </>
      )}
      <Lines lines={end} timeText={timeText} />
    </>
  );
}

interface LinesProps {
  readonly lines: readonly StoryLine[];
  readonly timeText: (seconds: number) => string;
}

function Lines({ lines, timeText }: LinesProps) {
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
