import type { Threshold } from '../boards/model';
import { type Frame, lastValue } from '../data/frame';
import { formatBrief } from '../units/units';

/** Rows a value may lie back before it counts as gone: one lost scrape is no alarm. */
const REACH = 4;

/** The newest value of a query's series, the one with the label value `key` where given. */
export function latest(frame: Frame, ref: string, label?: string, key?: string): number {
  const series = frame.series.find(
    (each) => each.ref === ref && (label === undefined || each.labels[label] === key),
  );
  return series ? lastValue(series.values, REACH) : NaN;
}

/** Fills `{B:bytes}` with the last value of query B in bytes. */
export function detailText(template: string, valueOf: (ref: string) => number): string {
  return template.replace(/\{(\w+):(\w+)\}/g, (_, ref, unit) => formatBrief(valueOf(ref), unit));
}

/** The highest threshold that the value has reached. */
export function levelOf(
  value: number,
  thresholds: readonly Threshold[] = [],
): 'warn' | 'bad' | null {
  return thresholds.reduce<'warn' | 'bad' | null>(
    (level, threshold) => (value >= threshold.at ? threshold.level : level),
    null,
  );
}

export const LEVEL_TEXT = { warn: 'high', bad: 'very high' } as const;
