import type { ComponentChildren } from 'preact';
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
  return (
    <tr class={isPaused ? 'is-paused' : undefined}>
      <td>{isPaused ? 'paused' : rule ? (rule.state ?? rule.type) : 'unknown'}</td>
      <th scope="row">{name}</th>
      <td>
        <code>{query}</code>
        {rule?.lastError && <p class="alerts-problem">{rule.lastError}</p>}
      </td>
      <td>{rule?.health}</td>
      <td>{rule && millisText(rule.evaluationTime)}</td>
      <td class="rule-actions">{children}</td>
    </tr>
  );
}

export function millisText(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
