import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ConnectionState } from '../live/connection';
import { DEFAULT_RANGE, momentText } from '../time/range';
import { Icon } from './Icon';
import { usePage } from './page';
import type { Playback } from './playback';

interface Shown {
  readonly mood: 'live' | 'paused' | 'past' | 'waiting' | 'stopped';
  readonly text: string;
  readonly action: string;
}

/** Says whether the page moves, and why not; pressed, it pauses or goes on. */
export function LiveButton() {
  const { playback, connection } = usePage();
  const now = useSignal(Date.now());
  const state = connection.state.value;
  useEffect(() => {
    if (state.kind !== 'waiting') return undefined;
    now.value = Date.now();
    const timer = setInterval(() => (now.value = Date.now()), 500);
    return () => clearInterval(timer);
  }, [state]);

  const shown = shownFor(state, playback, now.value);
  const press = () => {
    if (shown.mood === 'waiting' || shown.mood === 'stopped') connection.retryNow();
    else if (shown.mood === 'past') playback.show(DEFAULT_RANGE);
    else playback.togglePause();
  };
  return (
    <button
      type="button"
      class={`button live-button is-${shown.mood}`}
      title={state.kind === 'stopped' ? state.reason : shown.action}
      aria-label={`${shown.text}. ${shown.action}`}
      onClick={press}
    >
      <span class="live-dot" />
      <span class="live-text">{shown.text}</span>
      <Icon
        name={shown.mood === 'live' ? 'pause' : shown.mood === 'waiting' ? 'refresh' : 'play'}
      />
    </button>
  );
}

function shownFor(state: ConnectionState, playback: Playback, now: number): Shown {
  const heldAt = playback.heldAt.value;
  const span = playback.span.value;
  const range = playback.range.value;
  if (state.kind === 'stopped') {
    return { mood: 'stopped', text: 'Disconnected', action: 'Try again' };
  }
  if (state.kind === 'waiting') {
    if (!navigator.onLine) return { mood: 'waiting', text: 'Offline', action: 'Try again now' };
    const seconds = Math.max(0, Math.ceil((state.until - now) / 1_000));
    return { mood: 'waiting', text: `Reconnecting in ${seconds} s`, action: 'Try again now' };
  }
  if (heldAt !== null) {
    const since = momentText(heldAt, { from: heldAt, to: heldAt });
    return { mood: 'paused', text: 'Paused', action: `Held at ${since}. Go on` };
  }
  if (span === null) {
    const text = range.to === 'now' ? 'Not live' : 'Past';
    return { mood: 'past', text, action: 'Back to live' };
  }
  if (state.kind === 'connecting')
    return { mood: 'waiting', text: 'Connecting', action: 'Try again now' };
  return { mood: 'live', text: 'Live', action: 'Pause' };
}
