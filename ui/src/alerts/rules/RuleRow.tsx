import type { ComponentChildren } from 'preact';
import { format } from '../../units/units';
import type { Rule } from './api';

interface RuleRowProps {
  readonly name: string;
  readonly query: string;
  /** What became of it; missing where it is paused or was not evaluated yet. */
  readonly rule: Rule | undefined;
  readonly isPaused?: boolean;
  /** What can be done with it. */
  readonly children: ComponentChildren;
}

/** A rule with its state, its health and what it costs. */
export function RuleRow({ name, query, rule, isPaused, children }: RuleRowProps) {
  const state = isPaused ? 'paused' : rule ? (rule.state ?? rule.type) : 'unknown';
  return (
    <tr class={isPaused ? 'is-paused' : undefined}>
      <td class={`rule-state is-${state}`}>{state}</td>
      <th scope="row">{name}</th>
      <td>
        <code>{query}</code>
        {rule?.lastError && <p class="alerts-problem">{rule.lastError}</p>}
      </td>
      <td class={rule?.health === 'err' ? 'alerts-problem' : undefined}>{rule?.health}</td>
      <td class="rule-cost">{rule && format(rule.evaluationTime, 's')}</td>
      <td class="rule-actions">{children}</td>
    </tr>
  );
}
