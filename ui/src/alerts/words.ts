import { inputText } from '../time/range';

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A length of time in its two largest units: `3 h 5 min`. */
export function lengthText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([length]) => rest >= length);
  if (first < 0) return '0 s';
  const words: string[] = [];
  for (const [length, unit] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    if (count > 0) words.push(`${count} ${unit}`);
    rest -= count * length;
  }
  return words.join(' ');
}

/** A moment in seconds since 1970 as local text to the minute, with the year left out. */
export function momentText(seconds: number): string {
  return inputText(seconds * 1_000).slice(5, 16);
}

/** The time of day of a moment in seconds since 1970, to the second. */
export function clockText(seconds: number): string {
  return inputText(seconds * 1_000).slice(11);
}

/** The page that shows an alert's expression around a time; null if it names none. */
export function graphAddress(generatorURL: string, from: number, to: number): string | null {
  if (!URL.canParse(generatorURL, 'http://here')) return null;
  const expr = new URL(generatorURL, 'http://here').searchParams.get('g0.expr');
  if (!expr) return null;
  const millis = (seconds: number) => String(Math.round(seconds * 1_000));
  return `/explore?${new URLSearchParams({ expr, from: millis(from), to: millis(to) })}`;
}
