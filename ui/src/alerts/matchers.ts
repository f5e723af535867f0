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
