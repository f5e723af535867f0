import type { Mistake } from './api';

/** The fields of the editor that a mistake can belong to. */
export type Field =
  'folder' | 'group' | 'interval' | 'name' | 'expr' | 'wait' | 'keep' | 'labels' | 'annotations';

/** What is wrong, by field; what belongs to none is under `rest`. */
export type Mistakes = Readonly<Partial<Record<Field | 'rest', readonly string[]>>>;

const RULE_FIELDS: Readonly<Record<string, Field>> = {
  alert: 'name',
  record: 'name',
  expr: 'expr',
  for: 'wait',
  keep_firing_for: 'keep',
  labels: 'labels',
  annotations: 'annotations',
};

const GROUP_FIELDS: Readonly<Record<string, Field>> = {
  folder: 'folder',
  name: 'group',
  interval: 'interval',
};

/** Gives each mistake of a group to the field of the rule at an index, if it belongs to one. */
export function mistakesByField(mistakes: readonly Mistake[], index: number): Mistakes {
  const found: Partial<Record<Field | 'rest', string[]>> = {};
  for (const { path, message } of mistakes) {
    const field = fieldOf(path, index) ?? 'rest';
    const words = field === 'rest' ? message : withoutPlace(message);
    (found[field] ??= []).push(words);
  }
  return found;
}

function fieldOf(path: string, index: number): Field | undefined {
  const [first, second, third] = path.split('/').slice(1);
  if (first !== 'rules') return GROUP_FIELDS[first ?? ''];
  return second === String(index) ? RULE_FIELDS[third ?? ''] : undefined;
}

/** The field says already which rule it is. */
function withoutPlace(message: string): string {
  return message.replace(/^group ".*?", rule \d+(?:: |, )/, '');
}
