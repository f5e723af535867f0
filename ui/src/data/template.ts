import type { Labels } from '../live/frames';
import { promDuration, rateInterval } from '../time/step';

/** What the macros of a query stand for. */
export interface QueryContext {
  readonly step: number;
  readonly range: number;
  readonly scrape: number;
  /** Variables of the board, such as `$node`, as PromQL text. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Puts durations and variables in the place of `$__rate_interval`, `$node` and the like. */
export function expand(expr: string, context: QueryContext): string {
  const macros: Record<string, string> = {
    __rate_interval: promDuration(rateInterval(context.step, context.scrape)),
    __interval: promDuration(context.step),
    __interval_ms: String(context.step),
    __range: promDuration(context.range),
    __range_s: String(Math.round(context.range / 1_000)),
    ...context.variables,
  };
  return expr.replace(/\$(?:\{(\w+)\}|(\w+))/g, (text, braced, plain) => {
    return macros[braced ?? plain] ?? text;
  });
}

/** A value between quotes of a PromQL string. */
export function quote(value: string): string {
  return JSON.stringify(value);
}

/** The name of a series: the template with its `{{label}}`s filled in, or its labels. */
export function seriesName(template: string | undefined, labels: Labels): string {
  if (template === undefined) return labelText(labels);
  const name = template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, label) => labels[label] ?? '');
  return name.trim() || labelText(labels);
}

/** A series as PromQL writes it. */
export function labelText(labels: Labels): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${quote(value)}`);
  return pairs.length > 0 || !name ? `${name}{${pairs.join(', ')}}` : name;
}
