import { inputText } from '../time/range';

/** A moment in seconds since 1970 as local text to the minute, with the year left out. */
export function momentText(seconds: number): string {
  return inputText(seconds * 1_000).slice(5, 16);
}

/** So many names say what is watched; more are a list, which has a page of its own. */
const WATCHED_NAMED = 6;

/** What the alerting rules among these look for; empty if there are none. */
export function watchedBy(
  groups: readonly {
    readonly rules: readonly { readonly type: string; readonly name: string }[];
  }[],
): string {
  const rules = groups.flatMap((group) => group.rules).filter(({ type }) => type === 'alerting');
  const names = [...new Set(rules.map(({ name }) => name))];
  if (names.length === 0) return '';
  const more = names.length - WATCHED_NAMED;
  const named = names.slice(0, WATCHED_NAMED);
  if (more > 0) named.push(`${more} more`);
  const list = new Intl.ListFormat('en-GB').format(named);
  return `${rules.length} ${rules.length === 1 ? 'rule watches' : 'rules watch'}: ${list}.`;
}

/** The time of day of a moment in seconds since 1970, to the second. */
export function clockText(seconds: number): string {
  return inputText(seconds * 1_000).slice(11);
}

/** An address that a browser may be sent to; null of anything else. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text, 'http://here')) return null;
  return /^https?:$/.test(new URL(text, 'http://here').protocol) ? text : null;
}

/** The page that shows an alert's expression around a time; null if it names none. */
export function graphAddress(generatorURL: string, from: number, to: number): string | null {
  if (!URL.canParse(generatorURL, 'http://here')) return null;
  const expr = new URL(generatorURL, 'http://here').searchParams.get('g0.expr');
  if (!expr) return null;
  const millis = (seconds: number) => String(Math.round(seconds * 1_000));
  return `/explore?${new URLSearchParams({ expr, from: millis(from), to: millis(to) })}`;
}
