import { inputText } from '../time/range';

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
