import { useSignal } from '@preact/signals';
import { SearchField } from './SearchField';
import { AlertRow } from './AlertRow';
import { type AlertGroup, type GroupPage, listGroups, loadGroup } from './api';
import { CareActions } from './CareActions';
import { Labels } from '../app/Labels';
import { usePage } from '../app/page';
import { LogOnlyNote } from './LogOnlyNote';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { listRules } from './rules/api';
import { watchedBy } from './words';
import { counted } from '../units/counted';

/** A storm of alerts is not read at once; the worst come first. */
const FIRST_GROUPS = 50;

/** So many times more are shown of a group when somebody asks. */
const MORE = 10;

const RULES = '/alerts?part=rules';
const EDITOR = '/alerts?part=editor';
const PACKS = '/alerts?part=packs';

/** The alerts that fire now, in the groups in which people are told of them. */
export function AlertGroups() {
  const { location } = usePage();
  const filter = useSignal(location.parameter('filter') ?? '');
  const limit = useSignal(FIRST_GROUPS);
  const answer = useAnswer(
    () => listGroups(filter.value, limit.value),
    [filter.value, limit.value],
  );
  const page = answer.value.value;
  const groups = page?.groups;
  return (
    <section aria-label="Alerts">
      <SearchField
        label="Filter by matchers"
        placeholder='Filter: severity="critical"'
        text={filter}
      />
      <LogOnlyNote />
      <Problem text={answer.problem.value} />
      {groups?.length === 0 && <NoAlert isFiltered={filter.value.trim() !== ''} />}
      {page && page.groupCount > page.groups.length && <StormNote {...page} />}
      {groups?.map((group) => (
        <Group
          key={`${group.receiver} ${group.groupKey}`}
          group={group}
          filter={filter.value}
          changed={answer.refresh}
        />
      ))}
      {page && page.groupCount > page.groups.length && (
        <button type="button" class="button" onClick={() => (limit.value += FIRST_GROUPS)}>
          Show {Math.min(FIRST_GROUPS, page.groupCount - page.groups.length)} more groups
        </button>
      )}
    </section>
  );
}

function StormNote({ groups, groupCount, alertCount }: GroupPage) {
  return (
    <p class="duty-note" role="status">
      {counted(alertCount, 'alert')} fire in {counted(groupCount, 'group')}; the worst{' '}
      {groups.length} are shown. A filter finds others.
    </p>
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

interface GroupProps {
  readonly group: AlertGroup;
  readonly filter: string;
  readonly changed: () => void;
}

function Group({ group, filter, changed }: GroupProps) {
  const wanted = useSignal(0);
  const care = group.acknowledgement;
  const more = { group, showMore: (count: number) => (wanted.value = count) };
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
      {wanted.value === 0 ? (
        <Rows {...more} shown={group.alerts} />
      ) : (
        <MoreOfGroup {...more} filter={filter} count={wanted.value} />
      )}
    </article>
  );
}

interface RowsProps {
  readonly group: AlertGroup;
  readonly shown: AlertGroup['alerts'];
  readonly showMore: (count: number) => void;
}

function Rows({ group, shown, showMore }: RowsProps) {
  const next = Math.min(group.alertCount, shown.length * MORE);
  return (
    <>
      <ul>
        {shown.map((alert) => (
          <AlertRow key={alert.fingerprint} alert={alert} group={group.labels} />
        ))}
      </ul>
      {shown.length < group.alertCount && (
        <button type="button" class="button" onClick={() => showMore(next)}>
          Show {next === group.alertCount ? `all ${next}` : `${next} of ${group.alertCount}`}
        </button>
      )}
    </>
  );
}

interface MoreOfGroupProps extends Omit<RowsProps, 'shown'> {
  readonly filter: string;
  readonly count: number;
}

/** Asks for more of a group than the list has. */
function MoreOfGroup({ filter, count, ...rows }: MoreOfGroupProps) {
  const { groupKey, alerts } = rows.group;
  const answer = useAnswer(() => loadGroup(filter, groupKey, count), [count, filter, groupKey]);
  return (
    <>
      <Problem text={answer.problem.value} />
      <Rows {...rows} shown={answer.value.value?.groups[0]?.alerts ?? alerts} />
    </>
  );
}
