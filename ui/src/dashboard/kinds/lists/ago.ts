const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** How long ago a moment was, in words. */
export function agoText(time: number, now: number = Date.now()): string {
  const passed = now - time;
  const unit = UNITS.find(([length]) => Math.abs(passed) >= length);
  if (!unit) return 'just now';
  return WORDS.format(-Math.round(passed / unit[0]), unit[1]);
}
