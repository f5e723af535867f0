import type { Rule, RuleState } from './api';

/** What somebody looks for among the rules. */
export interface RuleSearch {
  readonly text: string;
  readonly state: RuleState;
}

/**
 * Whether a rule of an open group is looked for, as the server decides it for groups.
 *
 * @param rule what became of it; missing where it is not evaluated
 */
export function isWanted(
  { text, state }: RuleSearch,
  groupName: string,
  ruleName: string,
  rule: Rule | undefined,
  isPaused: boolean,
): boolean {
  const part = text.trim().toLowerCase();
  if (!groupName.toLowerCase().includes(part) && !ruleName.toLowerCase().includes(part))
    return false;
  switch (state) {
    case 'all':
      return true;
    case 'paused':
      return isPaused;
    case 'unhealthy':
      return !isPaused && (rule === undefined || rule.health === 'err');
    default:
      return rule?.state === state;
  }
}
