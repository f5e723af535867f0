import type { RouteNode } from './api';
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

/** Whether an alert passes a route to one that it takes. */
export function isOnTheWay({ path, routes }: RouteNode, taken: ReadonlySet<string>): boolean {
  return taken.has(path) || routes.some((route) => isOnTheWay(route, taken));
}

type Terms = Pick<RouteNode, 'groupBy' | 'groupWait' | 'groupInterval' | 'repeatInterval'>;

/** On which terms people are told, in words; of a route below another what it has of its own. */
export function termsOf(node: RouteNode, inherited: Terms | null): readonly string[] {
  const own = (name: keyof Terms) => String(node[name]) !== String(inherited?.[name]);
  return [
    own('groupBy') && groupText(node.groupBy),
    own('groupWait') && `waits ${node.groupWait}`,
    own('groupInterval') && `news every ${node.groupInterval}`,
    own('repeatInterval') && `again after ${node.repeatInterval}`,
    node.muteTimeIntervals.length > 0 && `not in ${node.muteTimeIntervals.join(', ')}`,
    node.activeTimeIntervals.length > 0 && `only in ${node.activeTimeIntervals.join(', ')}`,
    node.continue && 'goes on to the next',
  ].filter((term) => term !== false);
}

function groupText(labels: readonly string[]): string {
  if (labels.length === 0) return 'all together';
  return labels[0] === '...' ? 'each alert by itself' : `together by ${labels.join(', ')}`;
}
