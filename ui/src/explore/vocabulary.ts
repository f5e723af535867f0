import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { labelMatchersToString } from '@prometheus-io/codemirror-promql/dist/esm/parser';
import type { Matcher } from '@prometheus-io/codemirror-promql/dist/esm/types';
import { callApi } from '../data/http';
import type { MetricMetadata } from './api';

const KEPT_MILLIS = 60_000;

interface Kept {
  readonly at: number;
  readonly answer: Promise<unknown>;
}

/**
 * What completion asks the server: each question at most once a minute. Where the server has no
 * answer there is nothing to choose from, and the next question is asked again.
 */
export class Vocabulary implements Omit<PrometheusClient, 'series' | 'flags'> {
  readonly #kept = new Map<string, Kept>();
  readonly #gone = new AbortController();

  metricNames(): Promise<string[]> {
    return this.labelValues('__name__');
  }

  /** With no type where nobody said it: "unknown" beside every second name tells nothing. */
  async metricMetadata(): Promise<Record<string, MetricMetadata[]>> {
    const told = await this.#ask<Record<string, MetricMetadata[]>>('metadata', {});
    const named = (one: MetricMetadata) => (one.type === 'unknown' ? { ...one, type: '' } : one);
    return Object.fromEntries(Object.entries(told).map(([name, all]) => [name, all.map(named)]));
  }

  labelNames(metricName = ''): Promise<string[]> {
    return this.#ask(`labels${matching(metricName)}`, []);
  }

  /** Values of a label, where a metric is given only those beside its other matchers. */
  labelValues(labelName: string, metricName = '', matchers?: Matcher[]): Promise<string[]> {
    const selector = metricName && labelMatchersToString(metricName, matchers, labelName);
    return this.#ask(`label/${encodeURIComponent(labelName)}/values${matching(selector)}`, []);
  }

  destroy(): void {
    this.#gone.abort();
    this.#kept.clear();
  }

  #ask<T>(path: string, ifNone: T): Promise<T> {
    const now = performance.now();
    const known = this.#kept.get(path);
    if (known && now - known.at < KEPT_MILLIS) return known.answer as Promise<T>;
    const answer = callApi<T>(path, undefined, this.#gone.signal).catch(() => {
      this.#kept.delete(path);
      return ifNone;
    });
    this.#kept.set(path, { at: now, answer });
    return answer;
  }
}

function matching(selector: string): string {
  return selector && `?${new URLSearchParams({ 'match[]': selector })}`;
}
