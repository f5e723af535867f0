import type { LabelMatcher, LabelSet } from './api';

/** Matchers as people write them: `alertname="Disk", host=~"db-.*"`. */
export const matchersText = (matchers: readonly LabelMatcher[]) =>
  matchers
    .map(({ name, value, isRegex, isEqual }) => {
      const sign = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
      return `${nameText(name)}${sign}${JSON.stringify(value)}`;
    })
    .join(', ');

/** Matchers of exactly these labels. */
export const matchersOf = (labels: LabelSet): readonly LabelMatcher[] =>
  Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));

const nameText = (name: string) => (/^[A-Za-z_:][\w:]*$/.test(name) ? name : JSON.stringify(name));

/**
 * Labels as people write them, as `name=value`: with spaces or commas between them, in braces or
 * not; values with a space stand in quotes.
 */
export function labelsIn(text: string): readonly string[] {
  const pairs = text.matchAll(
    /([^\s,={}"]+|"(?:[^"\\]|\\.)*")\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,{}"]*)/g,
  );
  return [...pairs].map(([, name, value]) => `${plain(name)}=${plain(value)}`);
}

function plain(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
