import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { counted } from '../../units/counted';
import { format } from '../../units/units';
import { Problem } from '../Problem';
import { momentText } from '../words';
import type { GroupOutline } from './api';

interface RuleGroupCardProps {
  readonly group: GroupOutline;
  /** Whether its rules are shown until somebody opens or closes it. */
  readonly isOpenAtFirst: boolean;
  /** Its rules, made when they are shown. */
  readonly children: () => ComponentChildren;
}

/** A group with how its rules do; they are shown when it is opened. */
export function RuleGroupCard({ group, isOpenAtFirst, children }: RuleGroupCardProps) {
  const chosen = useSignal<boolean | null>(null);
  const isOpen = chosen.value ?? isOpenAtFirst;
  return (
    <article class="alert-group" aria-label={group.name}>
      <details class="rule-group" open={isOpen}>
        <summary
          onClick={(event) => {
            event.preventDefault();
            chosen.value = !isOpen;
          }}
        >
          <h2>{group.name}</h2>
          <span class="alert-receiver">{placeText(group)}</span>
          <Counts group={group} />
        </summary>
        {group.problem && <Problem text={group.problem} />}
        {isOpen && children()}
      </details>
    </article>
  );
}

function Counts({ group: { rules, found } }: { group: GroupOutline }) {
  return (
    <span class="rule-counts">
      {rules.unhealthy > 0 && (
        <span class="rule-state is-unhealthy">{rules.unhealthy} unhealthy</span>
      )}
      {rules.firing > 0 && <span class="rule-state is-firing">{rules.firing} firing</span>}
      {rules.pending > 0 && <span class="rule-state is-pending">{rules.pending} pending</span>}
      {rules.paused > 0 && <span>{rules.paused} paused</span>}
      <span>{found === rules.all ? counted(found, 'rule') : `${found} of ${rules.all} rules`}</span>
    </span>
  );
}

function placeText(group: GroupOutline): string {
  const cost =
    group.interval === undefined
      ? ''
      : `, every ${group.interval} s, ${format(group.evaluationTime ?? 0, 's')}`;
  if (group.folder !== undefined)
    return `folder ${group.folder}${cost}, saved by ${group.author} ${momentText(group.savedAt ?? 0)}`;
  return `${group.origin === 'pack' ? 'ready-made' : `file ${group.file}`}, read-only${cost}`;
}
