import type { Labels } from '../live/frames';
import { promDuration, rateInterval } from '../time/step';

/** What the macros of a query stand for. */
export interface QueryContext {
  readonly step: number;
  readonly range: number;
  readonly scrape: number;
  /** Both ends of the range, where they are fixed. */
  readonly from?: number;
  readonly to?: number;
  /** Variables of the board, such as `$node`, as PromQL text. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Puts durations and variables in the place of `$__rate_interval`, `$node` and the like. */
export function expand(expr: string, context: QueryContext): string {
  const macros: Record<string, string> = { ...timeMacros(context), ...context.variables };
  return expr.replace(/\$(?:\{(\w+)\}|(\w+))/g, (text, braced, plain) => {
    return macros[braced ?? plain] ?? text;
  });
}

/** What the macros of time stand for. */
export function timeMacros({
  step,
  range,
  scrape,
  from,
  to,
}: QueryContext): Record<string, string> {
  return {
    __rate_interval: promDuration(rateInterval(step, scrape)),
    __interval: promDuration(step),
    __interval_ms: String(step),
    __range: promDuration(range),
    __range_s: String(Math.round(range / 1_000)),
    __range_ms: String(Math.round(range)),
    ...(from === undefined ? {} : { __from: String(Math.round(from)) }),
    ...(to === undefined ? {} : { __to: String(Math.round(to)) }),
  };
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
