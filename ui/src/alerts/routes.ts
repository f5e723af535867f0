import type { RuleGroup } from './rules/api';

/** More to try at once nobody reads. */
const MOST = 6;

/** Labels that alerts of the rules would have, as one writes them to ask who is told of them. */
export function examplesOf(groups: readonly RuleGroup[]): readonly string[] {
  const written = groups
    .flatMap(({ rules }) => rules)
    .filter(({ type }) => type === 'alerting')
    .map(({ name, labels }) =>
      Object.entries({ alertname: name, ...labels })
        .filter(([, value]) => isPlain(value))
        .map(([label, value]) => `${label}=${value}`)
        .join(' '),
    );
  return [...new Set(written)].slice(0, MOST);
}

/** One word, and no template that only an alert fills in. */
function isPlain(value: string): boolean {
  return /^[^\s,{}]+$/.test(value);
}
