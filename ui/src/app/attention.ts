import { type ReadonlySignal, signal } from '@preact/signals';

/** A glance at another tab costs no new snapshot. */
const HIDDEN_MILLIS = 10_000;

/** False once the page has been out of sight for a while. */
export function watchAttention(): ReadonlySignal<boolean> {
  const isWatched = signal(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => (isWatched.value = false), HIDDEN_MILLIS);
    else isWatched.value = true;
  });
  return isWatched;
}
