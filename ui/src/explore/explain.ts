/** A part of a query as the server's parser gives it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A part of a query in words, with its own parts below it. */
export interface Explained {
  readonly what: string;
  readonly detail: string;
  readonly parts: readonly Explained[];
}

/** What a part of a query did when it was asked, as the server tells it; times in seconds. */
export interface PartCost {
  readonly time: number;
  readonly ownTime: number;
  readonly samples: number;
  readonly series: number;
  readonly points: number;
  readonly resolution: string;
  readonly parts: readonly PartCost[];
}

/** What a part cost, in words; parts that read nothing themselves have only a time. */
export function costText({ ownTime, samples, series, points, resolution }: PartCost): string {
  const of = (count: number, noun: string) =>
    `${count.toLocaleString('en')} ${noun}${count === 1 || noun === 'series' ? '' : 's'}`;
  return [
    `${(ownTime * 1_000).toFixed(ownTime < 0.01 ? 2 : 0)} ms`,
    ...(series ? [of(series, 'series'), of(points, 'point')] : []),
    ...(samples ? [`${of(samples, 'sample')} read`] : []),
    ...(resolution === 'raw' ? [] : [`rollups of ${resolution}`]),
  ].join(', ');
}

/** Says what each part of a query does. */
export function explain(node: SyntaxNode): Explained {
  const child = (key: string) => (node[key] ? [explain(node[key] as SyntaxNode)] : []);
  switch (node.type) {
    case 'vectorSelector':
      return {
        what: selectorText(node),
        detail: `series by name and labels${shift(node)}`,
        parts: [],
      };
    case 'matrixSelector':
      return {
        what: selectorText(node),
        detail: `their samples of the last ${duration(node.range)}${shift(node)}`,
        parts: [],
      };
    case 'subquery':
      return {
        what: `[${duration(node.range)}${node.step ? `:${duration(node.step)}` : ''}]`,
        detail: `what is below, again and again over the last ${duration(node.range)}${shift(node)}`,
        parts: child('expr'),
      };
    case 'call': {
      const { name, returnType } = node.func as { name: string; returnType: string };
      const args = (node.args as readonly SyntaxNode[] | undefined) ?? [];
      return {
        what: `${name}()`,
        detail: `function, gives a ${returnType}`,
        parts: args.map(explain),
      };
    }
    case 'aggregation': {
      const labels = (node.grouping as readonly string[]).join(', ');
      const grouping = node.without ? `everything but ${labels || 'nothing'}` : labels;
      return {
        what: String(node.op),
        detail: grouping ? `over groups of equal ${grouping}` : 'over all series together',
        parts: [...child('param'), ...child('expr')],
      };
    }
    case 'binaryExpr':
      return {
        what: String(node.op),
        detail: matchingText(node.matching as Matching | null),
        parts: [...child('lhs'), ...child('rhs')],
      };
    case 'unaryExpr':
      return { what: String(node.op), detail: 'sign', parts: child('expr') };
    case 'parenExpr':
      return explain(node.expr as SyntaxNode);
    default:
      return { what: String(node.val ?? node.type), detail: 'constant', parts: [] };
  }
}

interface Matching {
  readonly card: string;
  readonly labels: readonly string[];
  readonly on: boolean;
}

function matchingText(matching: Matching | null): string {
  if (!matching) return 'on each value';
  const labels = matching.labels.join(', ');
  const by = matching.on
    ? `equal ${labels || 'nothing'}`
    : `all labels${labels && ` but ${labels}`}`;
  return `pairs of series by ${by} (${matching.card})`;
}

function selectorText(node: SyntaxNode): string {
  const matchers = (node.matchers as readonly Record<string, string>[] | undefined) ?? [];
  const shown = matchers.filter(({ name }) => name !== '__name__');
  const text = shown.map(({ name, type, value }) => `${name}${type}"${value}"`).join(', ');
  return `${String(node.name ?? '')}${text ? `{${text}}` : ''}`;
}

function shift({ offset }: SyntaxNode): string {
  return typeof offset === 'number' && offset !== 0 ? `, ${duration(offset)} earlier` : '';
}

function duration(millis: unknown): string {
  const seconds = Number(millis) / 1_000;
  const unit = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'm'],
  ].find(([size]) => seconds >= Number(size) && seconds % Number(size) === 0);
  return unit ? `${seconds / Number(unit[0])}${unit[1]}` : `${seconds}s`;
}
