const BEAT_MILLIS = 5_000;
/** Timers of a page in the background are late too, but not by this much. */
const SLEEP_MILLIS = 90_000;

/** Calls when the machine has slept: its timers stood still while the clock went on. */
export function watchSleep(woken: () => void): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > SLEEP_MILLIS) woken();
    last = now;
  }, BEAT_MILLIS);
}
