import { type Node, parseMarkdown } from '../../dashboard/kinds/text/markdown';

/** What to do about one alert. */
export interface Advice {
  readonly name: string;
  /** As the address of its place on the page ends. */
  readonly id: string;
  readonly nodes: readonly Node[];
}

/** Pages of the product by the names that runbooks call them. */
const PAGES: Readonly<Record<string, string>> = {
  Overview: '/',
  'Muninn itself': '/muninn',
  Dashboards: '/dashboards',
  Explore: '/explore',
  Targets: '/targets',
  Alerts: '/alerts',
  Incidents: '/alerts?part=incidents',
  Silences: '/alerts?part=silences',
  Rules: '/alerts?part=rules',
  Channels: '/alerts?part=channels',
  History: '/alerts?part=history',
};

/** The alerts of a runbook, each under a heading of its name. */
export function adviceIn(text: string): readonly Advice[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [name, ...lines] = part.split('\n');
      return {
        name: name.trim(),
        id: name.trim().toLowerCase(),
        nodes: parseMarkdown(lines.join('\n')).map(withLinks),
      };
    });
}

/** Names of pages lead there. */
function withLinks(node: Node): Node {
  if (typeof node === 'string') return node;
  const [word] = node.children;
  if (node.tag === 'strong' && typeof word === 'string' && PAGES[word])
    return { tag: 'a', href: PAGES[word], children: [word] };
  return { ...node, children: node.children.map(withLinks) };
}
