/** A choice of a variable. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Reads `a, b, Text : value`; a comma that belongs to a value is written `\,`. */
export function customOptions(text: string): Option[] {
  return text
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll('\\,', ','))
    .filter(Boolean)
    .map((part) => {
      const pair = /^(.+?)\s+:\s+(.+)$/.exec(part);
      return pair ? { text: pair[1], value: pair[2] } : { text: part, value: part };
    });
}

/**
 * Keeps what a regular expression (`/…/` or bare) matches. Its groups `text` and `value`, or else its
 * first group, say what is shown and what goes into queries. Throws for what is no expression.
 */
export function filterOptions(found: readonly string[], regex: string): Option[] {
  const expression = readRegex(regex);
  const options = new Map<string, Option>();
  for (const each of found) {
    const match = expression ? expression.exec(each) : [each];
    if (!match) continue;
    const groups = (match as RegExpExecArray).groups ?? {};
    const value = groups.value ?? groups.text ?? match[1] ?? each;
    const text = groups.text ?? value;
    if (!options.has(value)) options.set(value, { value, text });
  }
  return [...options.values()];
}

function readRegex(text: string): RegExp | null {
  if (!text) return null;
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(text);
  return slashed ? new RegExp(slashed[1], slashed[2].replace('g', '')) : new RegExp(text);
}

const ORDERS: Readonly<Record<string, (a: Option, b: Option) => number>> = {
  alphabetical: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  numerical: (a, b) => numberIn(a.text) - numberIn(b.text),
  alphabeticalIgnoreCase: (a, b) =>
    a.text.localeCompare(b.text, undefined, { sensitivity: 'base' }),
  natural: (a, b) =>
    a.text.localeCompare(b.text, undefined, { sensitivity: 'base', numeric: true }),
};

/** Sorts as a variable says: by name, by number or without regard to case, up or down. */
export function sortOptions(options: readonly Option[], sort: string): Option[] {
  const order = ORDERS[sort.replace(/Desc$/, '')];
  if (!order) return [...options];
  const sorted = [...options].sort(order);
  return sort.endsWith('Desc') ? sorted.reverse() : sorted;
}

function numberIn(text: string): number {
  const digits = /-?\d+(?:\.\d+)?/.exec(text);
  return digits ? Number(digits[0]) : Infinity;
}

/** What a query variable asks the server for. */
export type Lookup =
  | { readonly kind: 'labelValues'; readonly label: string; readonly selector: string | null }
  | { readonly kind: 'labelNames'; readonly selector: string | null }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'result'; readonly expr: string };

/** Reads `label_values(…)` and its kin; anything else is a query whose result is listed. */
export function parseLookup(text: string): Lookup {
  const trimmed = text.trim();
  const call = /^(label_values|label_names|metrics|query_result)\s*\(([\s\S]*)\)$/.exec(trimmed);
  if (!call) return { kind: 'result', expr: trimmed };
  const inner = call[2].trim();
  switch (call[1]) {
    case 'label_values': {
      // A comma after the last brace parts the label from the selector.
      const comma = inner.indexOf(',', Math.max(0, inner.lastIndexOf('}')));
      return comma < 0
        ? { kind: 'labelValues', label: inner, selector: null }
        : {
            kind: 'labelValues',
            label: inner.slice(comma + 1).trim(),
            selector: inner.slice(0, comma).trim() || null,
          };
    }
    case 'label_names':
      return { kind: 'labelNames', selector: inner || null };
    case 'metrics':
      return { kind: 'metrics', pattern: inner };
    default:
      return { kind: 'result', expr: inner };
  }
}
