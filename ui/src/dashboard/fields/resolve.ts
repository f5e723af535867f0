import type { Labels } from '../../live/frames';
import { calculation } from '../../data/reduce';
import { seriesName } from '../../data/template';
import type { FieldConfig, FieldOptions, Matcher, PanelQuery } from '../model';

/** What overrides can choose a series or column by. */
export interface FieldIdentity {
  readonly name: string;
  readonly ref?: string;
  readonly type: 'number' | 'string' | 'time';
  readonly values?: Float64Array;
}

/** Options of one series or column: the panel's, with the overrides that match laid over them. */
export function resolveField(
  config: FieldConfig | undefined,
  identity: FieldIdentity,
): FieldOptions {
  let options = config?.defaults ?? {};
  for (const { match, set } of config?.overrides ?? []) {
    if (isMatch(match, identity) !== (match.invert ?? false)) options = overlay(options, set);
  }
  return options;
}

/** Options of curves and cells are groups of their own, of which only what differs is said. */
export function overlay(options: FieldOptions, set: FieldOptions): FieldOptions {
  const { draw, cell } = options;
  return {
    ...options,
    ...set,
    ...(set.draw
      ? { draw: { ...draw, ...set.draw, axis: { ...draw?.axis, ...set.draw.axis } } }
      : {}),
    ...(set.cell ? { cell: { ...cell, ...set.cell } } : {}),
  };
}

function isMatch(match: Matcher, { name, ref, type, values }: FieldIdentity): boolean {
  switch (match.kind) {
    case 'all':
      return true;
    case 'byName':
      return match.name === name;
    case 'byNames':
      return match.names?.includes(name) ?? false;
    case 'byRegexp':
      return patternOf(match.pattern ?? '')?.test(name) ?? false;
    case 'byQuery':
      return match.ref === ref;
    case 'byType':
      return match.type === type;
    case 'byValue': {
      if (!values) return false;
      const figure = calculation(match.reducer ?? 'lastNotNull')(values);
      return compare(figure, match.op ?? 'gte', Number(match.value ?? 0));
    }
  }
}

const patterns = new Map<string, RegExp | null>();

/** Written `/…/flags` or bare; null for what is no expression. */
export function patternOf(text: string): RegExp | null {
  let pattern = patterns.get(text);
  if (pattern === undefined) {
    const slashed = /^\/(.*)\/([a-z]*)$/s.exec(text);
    try {
      pattern = slashed ? new RegExp(slashed[1], slashed[2].replace('g', '')) : new RegExp(text);
    } catch {
      pattern = null;
    }
    patterns.set(text, pattern);
  }
  return pattern;
}

function compare(left: number, op: string, right: number): boolean {
  switch (op) {
    case 'gt':
    case '>':
      return left > right;
    case 'gte':
    case '>=':
      return left >= right;
    case 'lt':
    case '<':
      return left < right;
    case 'lte':
    case '<=':
      return left <= right;
    case 'neq':
    case '!=':
      return left !== right;
    default:
      return left === right;
  }
}

/** The name of a series before overrides: its legend, or the labels that tell it from the others. */
export function legendOf(
  query: PanelQuery | undefined,
  labels: Labels,
  common: ReadonlySet<string>,
): string {
  const legend = query?.legend;
  if (legend !== undefined && legend !== '' && legend !== '__auto')
    return seriesName(legend, labels);
  const own = Object.entries(labels).filter(([label]) => !common.has(label));
  if (own.length === 1 && own[0][0] !== '__name__') return own[0][1];
  if (own.length > 0) return seriesName(undefined, Object.fromEntries(own));
  return labels.__name__ ?? query?.expr ?? 'Value';
}

/** Labels that all series share; where there is but one series nothing tells it apart. */
export function commonLabels(all: readonly Labels[]): ReadonlySet<string> {
  if (all.length === 0) return new Set();
  const [first] = all;
  return new Set(
    Object.keys(first).filter((label) => all.every((labels) => labels[label] === first[label])),
  );
}
