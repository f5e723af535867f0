import { ApiError, callApi } from '../../data/http';
import { type LabelSet, remove, send } from '../api';

/** What became of a rule at its last evaluation. */
export interface Rule {
  readonly type: 'alerting' | 'recording';
  readonly name: string;
  readonly query: string;
  readonly labels: LabelSet;
  readonly annotations?: LabelSet;
  /** Seconds; recording rules have none. */
  readonly duration?: number;
  readonly keepFiringFor?: number;
  readonly health: string;
  readonly lastError?: string;
  readonly evaluationTime: number;
  readonly state?: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly interval: number;
  readonly evaluationTime: number;
  readonly origin: 'file' | 'pack' | 'saved';
  readonly rules: readonly Rule[];
}

/** What rules can be looked for by. */
export type RuleState = 'all' | 'firing' | 'pending' | 'unhealthy' | 'paused';

export type RuleCounts = Readonly<Record<RuleState, number>>;

/** A group without its rules. */
export interface GroupOutline {
  readonly name: string;
  readonly file: string;
  readonly origin: RuleGroup['origin'];
  /** Seconds; missing where it is not evaluated. */
  readonly interval?: number;
  readonly evaluationTime?: number;
  /** Of the rules with the name that is looked for. */
  readonly rules: RuleCounts;
  /** Those of them in the state that is looked for. */
  readonly found: number;
  /** Where it was saved here, by whom and when; missing where it comes from elsewhere. */
  readonly folder?: string;
  readonly version?: number;
  readonly author?: string;
  readonly savedAt?: number;
  /** Why it is not evaluated, if so. */
  readonly problem?: string;
}

export interface RuleOverview {
  readonly groups: readonly GroupOutline[];
  /** Groups that were found, shown or not. */
  readonly groupCount: number;
  readonly rules: RuleCounts;
}

/** A rule as it is written in a rule file, and whether it waits. */
export interface RuleDocument {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: LabelSet;
  readonly annotations?: LabelSet;
  readonly paused?: boolean;
}

/** A group as it is written in a rule file; what the editor does not know stays as it is. */
export interface GroupDocument {
  readonly interval?: string;
  readonly rules: readonly RuleDocument[];
  readonly [key: string]: unknown;
}

/** A version of a group that somebody saved; the group is null where it was deleted. */
export interface GroupVersion {
  readonly folder: string;
  readonly name: string;
  readonly version: number;
  readonly author: string;
  readonly message: string;
  readonly savedAt: number;
  readonly group: GroupDocument | null;
}

export interface SavedGroup extends GroupVersion {
  readonly file: string;
  readonly group: GroupDocument;
  /** Why it is not evaluated, if so. */
  readonly problem?: string;
}

/** Something that is wrong with a group, and where: `/rules/0/expr`. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
}

export interface Verdict {
  readonly problems: readonly Mistake[];
  readonly advice: readonly string[];
}

/** A group that the server did not take. */
export class RefusedGroup extends ApiError {
  readonly problems: readonly Mistake[];

  constructor(message: string, problems: readonly Mistake[]) {
    super(message, 400);
    this.problems = problems;
  }
}

/** What a rule would have done. */
export interface Trial {
  readonly sentence: string;
  readonly episodes: readonly {
    readonly labels: LabelSet;
    readonly activeAt: number;
    readonly firedAt: number | null;
    readonly endedAt: number | null;
    readonly peak: number;
  }[];
}

export const listRules = async () =>
  (await callApi<{ groups: readonly RuleGroup[] }>('rules?exclude_alerts=true')).groups;

/** The rules of some groups: enough to give examples. */
export const listSomeRules = async () =>
  (
    await callApi<{ groups: readonly RuleGroup[] }>(
      'rules?type=alert&exclude_alerts=true&group_limit=5',
    )
  ).groups;

/** The groups with rules of a name and in a state. */
export const listRuleGroups = (search: string, state: RuleState, limit: number) =>
  callApi<RuleOverview>(
    `alerting/rule-groups?${new URLSearchParams({ search: search.trim(), state, limit: String(limit) })}`,
  );

/** What became of the rules of a group; undefined where it is not evaluated. */
export const loadRuleGroup = async ({ file, name }: { file: string; name: string }) =>
  (
    await callApi<{ groups: readonly RuleGroup[] }>(
      `rules?${new URLSearchParams({ exclude_alerts: 'true', 'file[]': file, 'rule_group[]': name })}`,
    )
  ).groups[0];

export const loadSavedGroup = (place: { readonly folder: string; readonly name: string }) =>
  callApi<SavedGroup>(placeOf(place));

export const listSavedGroups = async () =>
  (await callApi<{ groups: readonly SavedGroup[] }>('rules/groups')).groups;

export const listVersions = async (group: GroupVersion) =>
  (await callApi<{ versions: readonly GroupVersion[] }>(`${placeOf(group)}/versions`)).versions;

/** Where the group is as a rule file. */
export const fileAddress = (group: GroupVersion) => `/api/v1/${placeOf(group)}/file`;

const placeOf = ({ folder, name }: { folder: string; name: string }) =>
  `rules/groups/${encodeURIComponent(folder)}/${encodeURIComponent(name)}`;

/** What is wrong with a group; nothing is kept. */
export const checkGroup = (folder: string, name: string, group: GroupDocument) =>
  send<Verdict>('/api/v1/rules/check', { folder, name, group });

/** Saves the next version of a group, which is evaluated from then on. */
export async function saveGroup(
  place: { readonly folder: string; readonly name: string },
  version: number,
  group: GroupDocument,
  author: string,
  message: string,
): Promise<void> {
  const body = { version, author, message, group };
  try {
    await send(`/api/v1/${placeOf(place)}`, body, 'PUT');
  } catch (error) {
    const { message: words, answer } = error as ApiError;
    const { problems } = (answer ?? {}) as { problems?: readonly Mistake[] };
    throw problems ? new RefusedGroup(words, problems) : error;
  }
}

export const removeGroup = (group: SavedGroup, author: string) =>
  remove(`/api/v1/${placeOf(group)}?${new URLSearchParams({ author })}`);

/** What the first alerting rule of a group would have done over the last days. */
export function tryGroup(name: string, group: GroupDocument, days: number): Promise<Trial> {
  const to = Date.now() / 1_000;
  // JSON is YAML, so this is a rule file.
  const rule = `groups: ${JSON.stringify([{ name, ...group }])}`;
  const body = new URLSearchParams({ rule, from: `${to - days * 86_400}`, to: `${to}` });
  return callApi<Trial>('rules/backtest', body);
}
