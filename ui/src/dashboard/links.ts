import type { Interval } from '../time/range';
import { safeAddress } from './kinds/text/markdown';
import type { Link } from './model';
import type { BoardScope } from './scope';
import { queryParameters } from './variables/interpolate';

/** The address that a link leads to now; null for one that leads nowhere safe. */
export function linkAddress(
  { url, keepTime, keepVariables }: Link,
  scope: BoardScope,
  range: { readonly from: string; readonly to: string },
  interval: Interval,
  macros: Readonly<Record<string, string>> = {},
): string | null {
  const time = new URLSearchParams(range as Record<string, string>).toString();
  const chosen = scope.chosen.value ?? {};
  const variables = Object.entries(chosen)
    .map(([name, each]) => queryParameters(name, each))
    .filter(Boolean)
    .join('&');
  const written = scope.text(url, {
    __url_time_range: time,
    __all_variables: variables,
    __from: String(interval.from),
    __to: String(interval.to),
    ...macros,
  });
  const extra = [keepTime ? time : '', keepVariables ? variables : ''].filter(Boolean).join('&');
  const joined = extra ? written + (written.includes('?') ? '&' : '?') + extra : written;
  return safeAddress(joined);
}
