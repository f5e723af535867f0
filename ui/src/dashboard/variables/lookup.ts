import { callApi } from '../../data/http';
import { labelText } from '../../data/template';
import type { Interval } from '../../time/range';
import { parseLookup } from './options';

type Labels = Readonly<Record<string, string>>;
type Vector = readonly { readonly metric: Labels; readonly value?: readonly [number, string] }[];

/** What a query variable finds on the server, before its regular expression. */
export async function lookUp(
  query: string,
  { from, to }: Interval,
  signal: AbortSignal,
): Promise<string[]> {
  const lookup = parseLookup(query);
  const span = (selector: string | null) =>
    new URLSearchParams({
      ...(selector ? { 'match[]': selector } : {}),
      start: String(from / 1_000),
      end: String(to / 1_000),
    });
  const ask = <T>(path: string, parameters: URLSearchParams) =>
    callApi<T>(`${path}?${parameters}`, undefined, signal);
  switch (lookup.kind) {
    case 'labelValues':
      return ask(`label/${encodeURIComponent(lookup.label)}/values`, span(lookup.selector));
    case 'labelNames':
      return ask('labels', span(lookup.selector));
    case 'metrics': {
      const names = await ask<string[]>('label/__name__/values', span(null));
      const pattern = new RegExp(lookup.pattern);
      return names.filter((name) => pattern.test(name));
    }
    case 'result': {
      const body = new URLSearchParams({ query: lookup.expr, time: String(to / 1_000) });
      const { result } = await callApi<{ result: Vector }>('query', body, signal);
      if (!Array.isArray(result)) return [];
      return result.map(({ metric, value }) => `${labelText(metric)} ${value?.join(' ') ?? ''}`);
    }
  }
}
