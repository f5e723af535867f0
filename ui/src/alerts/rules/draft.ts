import { signal } from '@preact/signals';
import { Stored } from '../../app/stored';
import type { LabelSet } from '../api';
import type { GroupDocument, Rule, RuleDocument, SavedGroup } from './api';

export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** A rule as it stands in the editor. */
export interface RuleDraft {
  readonly folder: string;
  readonly group: string;
  /** Of the whole group; empty for what it has, or the server's default. */
  readonly interval: string;
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expr: string;
  readonly wait: string;
  readonly keep: string;
  readonly labels: readonly Pair[];
  readonly annotations: readonly Pair[];
  /** The saved rule that is edited; null for a new one. */
  readonly edits: { readonly version: number; readonly index: number } | null;
}

export const EMPTY_DRAFT: RuleDraft = {
  folder: 'General',
  group: '',
  interval: '',
  kind: 'alert',
  name: '',
  expr: '',
  wait: '5m',
  keep: '',
  labels: [{ name: 'severity', value: 'warning' }],
  annotations: [{ name: 'summary', value: '' }],
  edits: null,
};

const stored = new Stored<RuleDraft>('rule-draft', EMPTY_DRAFT);
const current = signal(stored.value);

/** Asks for an evaluation as soon as samples come; the server reads it, people need not. */
const ON_SAMPLE: Pair = { name: 'muninn_evaluate', value: 'on-sample' };

/** Whether the rule is evaluated as samples come, and not only on schedule. */
export const isOnSample = ({ annotations }: RuleDraft): boolean =>
  annotations.some(({ name, value }) => name === ON_SAMPLE.name && value === ON_SAMPLE.value);

/** What is said to people, without what is said to the server. */
export const spokenOf = ({ annotations }: RuleDraft): readonly Pair[] =>
  annotations.filter(({ name, value }) => name !== ON_SAMPLE.name || value !== ON_SAMPLE.value);

/** All annotations of a rule that says this to people. */
export const annotationsOf = (spoken: readonly Pair[], onSample: boolean): readonly Pair[] =>
  onSample ? [...spoken, ON_SAMPLE] : spoken;

/** The rule that is being edited; a reload of the page finds it again. */
export const draft = {
  get value(): RuleDraft {
    return current.value;
  },

  set(changes: Partial<RuleDraft>): void {
    current.value = { ...current.peek(), ...changes };
    stored.value = current.peek();
  },

  clear(): void {
    current.value = EMPTY_DRAFT;
    stored.clear();
  },
};

/** A saved rule, to be changed. */
export function draftOf(group: SavedGroup, index: number): RuleDraft {
  const rule = group.group.rules[index]!;
  return {
    folder: group.folder,
    group: group.name,
    interval: group.group.interval ?? '',
    kind: rule.record === undefined ? 'alert' : 'record',
    name: rule.alert ?? rule.record ?? '',
    expr: rule.expr,
    wait: rule.for ?? '',
    keep: rule.keep_firing_for ?? '',
    labels: pairsOf(rule.labels),
    annotations: pairsOf(rule.annotations),
    edits: { version: group.version, index },
  };
}

/** A new rule that begins as one from elsewhere. */
export function copyOf(rule: Rule, group: string, interval: number): RuleDraft {
  return {
    ...EMPTY_DRAFT,
    group,
    interval: durationText(interval),
    kind: rule.type === 'alerting' ? 'alert' : 'record',
    name: rule.name,
    expr: rule.query,
    wait: durationText(rule.duration ?? 0),
    keep: durationText(rule.keepFiringFor ?? 0),
    labels: pairsOf(rule.labels),
    annotations: pairsOf(rule.annotations),
  };
}

/** The rule as it is written in a rule file, without what was left empty. */
export function ruleOf(draft: RuleDraft): RuleDocument {
  const { kind, name, expr, wait, keep } = draft;
  const labels = objectOf(draft.labels);
  if (kind === 'record') return { record: name, expr, ...(labels && { labels }) };
  const annotations = objectOf(draft.annotations.filter(({ value }) => value));
  return {
    alert: name,
    expr,
    ...(wait && { for: wait }),
    ...(keep && { keep_firing_for: keep }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
}

/** A group with the draft's rule in its place, or as its last. */
export function groupWith(base: GroupDocument | null, draft: RuleDraft): GroupDocument {
  const rules = [...(base?.rules ?? [])];
  const index = placeIn(base, draft);
  const { paused } = rules[index] ?? {};
  rules[index] = { ...ruleOf(draft), ...(paused && { paused }) };
  return { ...base, ...(draft.interval && { interval: draft.interval }), rules };
}

/** Where in the group the draft's rule stands. */
export function placeIn(base: GroupDocument | null, { edits }: RuleDraft): number {
  const last = base?.rules.length ?? 0;
  return Math.min(edits?.index ?? last, last);
}

function pairsOf(set: LabelSet | undefined): readonly Pair[] {
  return Object.entries(set ?? {}).map(([name, value]) => ({ name, value }));
}

function objectOf(pairs: readonly Pair[]): LabelSet | null {
  const filled = pairs.filter(({ name, value }) => name || value);
  return filled.length === 0
    ? null
    : Object.fromEntries(filled.map(({ name, value }) => [name, value]));
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

/** Seconds as Prometheus writes them; empty for none. */
export function durationText(seconds: number): string {
  let rest = Math.round(seconds * 1_000) / 1_000;
  let text = '';
  for (const [length, unit] of UNITS) {
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  const millis = Math.round(rest * 1_000);
  return millis > 0 ? `${text}${millis}ms` : text;
}
