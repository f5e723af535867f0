import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type AlertGroup, type LabelSet, listGroups, type Quiet } from './api';
import { CareActions } from './CareActions';
import { Labels } from '../app/Labels';
import { inOrder } from './order';
import { LogOnlyNote } from './LogOnlyNote';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { listRules } from './rules/api';
import { momentText, watchedBy } from './words';
import { lengthText } from '../time/length';

/** So many of a group are read; a storm of them only makes the page slow. */
const FIRST_SHOWN = 50;

const RULES = '/alerts?part=rules';
const EDITOR = '/alerts?part=editor';
const PACKS = '/alerts?part=packs';

/** The alerts that fire now, in the groups in which people are told of them. */
export function AlertGroups() {
  const filter = useSignal('');
  const answer = useAnswer(() => listGroups(filter.value), [filter.value]);
  const found = answer.value.value?.groups;
  const groups = useMemo(() => found && inOrder(found), [found]);
  return (
    <section aria-label="Alerts">
      <input
        type="search"
        aria-label="Filter by matchers"
        placeholder='Filter: severity="critical"'
        value={filter.value}
        onInput={(event) => (filter.value = event.currentTarget.value)}
      />
      <LogOnlyNote />
      <Problem text={answer.problem.value} />
      {groups?.length === 0 && <NoAlert isFiltered={filter.value.trim() !== ''} />}
      {groups?.map((group) => (
        <Group key={`${group.receiver} ${group.groupKey}`} group={group} changed={answer.refresh} />
      ))}
    </section>
  );
}

function NoAlert({ isFiltered }: { isFiltered: boolean }) {
  const rules = useAnswer(listRules, []).value.value;
  if (isFiltered)
    return <Nothing title="No alert matches">Those that fire have other labels.</Nothing>;
  if (!rules) return null;
  const watched = watchedBy(rules);
  return watched === '' ? (
    <Nothing
      title="No alert fires"
      steps={{ 'Switch on ready-made rules': PACKS, 'Write a rule': EDITOR }}
    >
      No rule watches anything here yet. Rules say what is worth telling: they are written here and
      tried on the past, or come from the files that <code>rules.files</code> names; any Prometheus
      can send its alerts here, too.
    </Nothing>
  ) : (
    <Nothing
      title="No alert fires"
      steps={{ 'See the rules': RULES, 'Write a rule': EDITOR, 'Ready-made rules': PACKS }}
    >
      {watched}
    </Nothing>
  );
}

function Group({ group, changed }: { group: AlertGroup; changed: () => void }) {
  const isWhole = useSignal(false);
  const care = group.acknowledgement;
  const shown = isWhole.value ? group.alerts : group.alerts.slice(0, FIRST_SHOWN);
  return (
    <article class="alert-group">
      <header>
        <h2>{group.labels.alertname ?? group.groupKey}</h2>
        <Labels labels={group.labels} />
        <span class="alert-receiver">to {group.receiver}</span>
        {care && <span class="alert-care">{care.person} takes care</span>}
        <CareActions
          groupKey={group.groupKey}
          labels={group.labels}
          isCaredFor={care !== null}
          changed={changed}
        />
      </header>
      <ul>
        {shown.map((alert) => (
          <li key={alert.fingerprint} class={`is-${alert.state}`}>
            <strong>{alert.annotations.summary ?? alert.labels.alertname}</strong>
            {alert.labels.severity && (
              <span class={`severity is-${alert.labels.severity}`}>{alert.labels.severity}</span>
            )}
            <Labels labels={ownOf(alert.labels, group.labels)} />
            <time dateTime={new Date(alert.startsAt * 1000).toISOString()}>
              since {momentText(alert.startsAt)}, for{' '}
              {lengthText(Date.now() / 1_000 - alert.startsAt)}
            </time>
            {alert.state === 'suppressed' && (
              <span class="alert-quiet">{reasonOf(alert.quiet)}</span>
            )}
          </li>
        ))}
      </ul>
      {shown.length < group.alerts.length && (
        <button type="button" class="button" onClick={() => (isWhole.value = true)}>
          Show all {group.alerts.length}
        </button>
      )}
    </article>
  );
}

/** What is not said by the group already, nor as the severity. */
function ownOf(labels: LabelSet, group: LabelSet): LabelSet {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !(name in group) && name !== 'severity'),
  );
}

function reasonOf({ silencedBy, inhibitedBy, mutedBy }: Quiet): string {
  if (silencedBy.length > 0) return 'silenced';
  if (inhibitedBy.length > 0) return `inhibited by ${inhibitedBy[0]!.alertname}`;
  return `muted by ${mutedBy.join(', ')}`;
}
