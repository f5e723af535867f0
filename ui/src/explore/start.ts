import type { MetricMetadata } from './api';

/** The query by which a metric is usually looked at first, for a board. */
export function startQuery(name: string, metadata: MetricMetadata | null): string {
  const rate = `rate(${name}[$__rate_interval])`;
  if (name.endsWith('_bucket')) return `histogram_quantile(0.95, sum by (le) (${rate}))`;
  const isCounter = metadata?.type === 'counter' || /_(?:total|count|sum)$/.test(name);
  return isCounter ? rate : name;
}

/** A metric's name in words, for a title. */
export function startTitle(name: string): string {
  const words = name
    .replace(/_(?:total|bucket)$/, '')
    .replace(/[_:]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
