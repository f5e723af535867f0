import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import {
  describe,
  inputText,
  parseMoment,
  PRESETS,
  sameRange,
  type TimeRange,
} from '../time/range';
import { boardZone, browserZone, chosenZone, zone } from '../time/zone';
import { useFocusAfter } from './focus';
import { Icon } from './Icon';
import { chooseZone } from './keptZone';
import { usePage } from './page';
import { Stored } from './stored';
import { useDismiss } from './useDismiss';
import { ZoneSelect } from './ZoneSelect';

const MOST_RECENT = 4;
const recent = new Stored<TimeRange[]>('recent-ranges', []);

/** The button that says which times are shown, and the choice behind it. */
export function TimePicker() {
  const { playback, clock } = usePage();
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    isOpen.value = false;
  };
  useDismiss(root, isOpen.value, close);
  const button = useFocusAfter(!isOpen.value);
  const choose = (range: TimeRange) => {
    playback.show(range);
    close();
  };
  const range = playback.range.value;
  return (
    <div class="time-picker" ref={root}>
      <button
        ref={button}
        type="button"
        class="button time-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        aria-label={`Time range: ${describe(range, clock.now())}`}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name="clock" />
        <span>{describe(range, clock.now())}</span>
        {zone.value !== '' && <span class="time-zone">{zoneWord(zone.value)}</span>}
      </button>
      {isOpen.value && (
        <div class="popover time-popover" role="dialog" aria-label="Choose the time range">
          <div class="time-presets">
            {PRESETS.map((preset) => (
              <button
                type="button"
                key={preset.title}
                class={sameRange(preset.range, range) ? 'is-chosen' : ''}
                aria-pressed={sameRange(preset.range, range)}
                onClick={() => choose(preset.range)}
              >
                {preset.title}
              </button>
            ))}
          </div>
          <ExactRange key={zone.value} range={range} choose={choose} />
        </div>
      )}
    </div>
  );
}

/** The last part of a zone's name, which tells it from most others. */
function zoneWord(name: string): string {
  return name.split('/').at(-1)!.replaceAll('_', ' ');
}

function ExactRange({ range, choose }: { range: TimeRange; choose: (range: TimeRange) => void }) {
  const { clock } = usePage();
  const from = useSignal(editable(range.from));
  const to = useSignal(editable(range.to));
  const problem = useSignal('');

  const apply = (event: Event) => {
    event.preventDefault();
    const now = clock.now();
    const begin = parseMoment(from.value, now);
    const end = parseMoment(to.value, now);
    if (begin === null || end === null) {
      const unread = begin === null ? from.value : to.value;
      problem.value = `“${unread}” is no time. Write now-6h, now/d or 2026-03-01 12:30.`;
    } else if (begin >= end) {
      problem.value = 'The range ends before it begins.';
    } else {
      const chosen = { from: stored(from.value, begin), to: stored(to.value, end) };
      const others = recent.value.filter((each) => !sameRange(each, chosen));
      recent.value = [chosen, ...others].slice(0, MOST_RECENT);
      choose(chosen);
    }
  };
  return (
    <div class="time-exact">
      <form onSubmit={apply}>
        <label>
          From
          <input value={from} onInput={(event) => (from.value = event.currentTarget.value)} />
        </label>
        <label>
          To
          <input value={to} onInput={(event) => (to.value = event.currentTarget.value)} />
        </label>
        {problem.value && (
          <p class="form-problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="button is-primary">
          Show
        </button>
      </form>
      {recent.value.length > 0 && (
        <div class="time-recent">
          <h3>Recent</h3>
          {recent.value.map((each) => (
            <button type="button" key={each.from + each.to} onClick={() => choose(each)}>
              {describe(each, clock.now())}
            </button>
          ))}
        </div>
      )}
      <ZoneSelect
        value={chosenZone.value}
        unset={boardZone.value ? `The board's: ${boardZone.value}` : `Here: ${browserZone()}`}
        choose={chooseZone}
      />
      <p class="hint">Drag over any graph to zoom in.</p>
    </div>
  );
}

/** Milliseconds are shown as a date; what moves with the clock stays as it is. */
function editable(text: string): string {
  return /^\d+$/.test(text) ? inputText(Number(text)) : text;
}

function stored(text: string, moment: number): string {
  return text.trim().startsWith('now') ? text.trim() : String(moment);
}
