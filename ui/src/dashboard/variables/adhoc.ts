import { quote } from '../../data/template';

/** A matcher that is added to every selector of a board. */
export interface Filter {
  readonly key: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const TOKEN =
  /\s+|#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[a-zA-Z_:][\w:]*|(?:\d|\.\d)[\w.]*|[=!<>]=|=~|!~|[\s\S]/g;

/** Words that are no metric names although no bracket follows them. */
const WORDS = new Set(
  'and or unless by without on ignoring group_left group_right offset bool atan2 inf nan start end'.split(
    ' ',
  ),
);
const LISTS = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const AGGREGATIONS = new Set(
  (
    'sum avg min max count stddev stdvar group topk bottomk quantile count_values limitk ' +
    'limit_ratio'
  ).split(' '),
);

/**
 * Adds matchers to every selector of a query. Works on the query's tokens, so that names within
 * strings, comments, label lists, ranges and function calls are never taken for selectors.
 */
export function addFilters(expr: string, filters: readonly Filter[]): string {
  if (filters.length === 0) return expr;
  const matchers = filters
    .map(({ key, operator, value }) => `${labelName(key)}${operator}${quote(value)}`)
    .join(',');
  const tokens = expr.match(TOKEN) ?? [];
  const result: string[] = [];
  let isListNext = false;
  let listDepth = 0;
  let isInRange = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    result.push(token);
    if (/^[\s#]/.test(token)) continue;
    if (token === '[') isInRange = true;
    else if (token === ']') isInRange = false;
    else if (token === '(') {
      if (isListNext || listDepth > 0) listDepth++;
      isListNext = false;
    } else if (token === ')') listDepth = Math.max(0, listDepth - 1);
    else if (listDepth > 0 || isInRange) continue;
    else if (token === '{') {
      const end = closing(tokens, i);
      const inner = tokens
        .slice(i + 1, end)
        .join('')
        .trim();
      result.push(...tokens.slice(i + 1, end));
      result.push(inner === '' || inner.endsWith(',') ? matchers : `,${matchers}`, '}');
      i = end;
    } else if (/^[a-zA-Z_:]/.test(token)) {
      const word = token.toLowerCase();
      const next = following(tokens, i);
      isListNext = LISTS.has(word);
      const isName =
        !WORDS.has(word) && next !== '(' && next !== '{' && !isAggregation(word, next ?? '');
      if (isName) result.push(`{${matchers}}`);
    }
  }
  return result.join('');
}

function labelName(key: string): string {
  return /^[a-zA-Z_]\w*$/.test(key) ? key : quote(key);
}

function isAggregation(word: string, next: string): boolean {
  return AGGREGATIONS.has(word) && ['by', 'without'].includes(next.toLowerCase());
}

function following(tokens: readonly string[], index: number): string | undefined {
  return tokens.slice(index + 1).find((token) => !/^[\s#]/.test(token));
}

function closing(tokens: readonly string[], open: number): number {
  const end = tokens.indexOf('}', open);
  return end < 0 ? tokens.length : end;
}
