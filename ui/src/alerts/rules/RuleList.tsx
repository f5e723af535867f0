import './rules.css';
import { useSignal } from '@preact/signals';
import { SearchField } from '../SearchField';
import { usePage } from '../../app/page';
import { Nothing } from '../../app/Nothing';
import { useAnswer } from '../../data/useAnswer';
import { Choice } from '../Choice';
import { Problem } from '../Problem';
import { listRuleGroups, type RuleCounts, type RuleState } from './api';
import { draft } from './draft';
import { FileRules } from './FileRules';
import { RuleGroupCard } from './RuleGroupCard';
import { SavedRules } from './SavedRules';
import type { RuleSearch } from './search';

const STEP = 100;

/** So few rules are shown without being asked for. */
const FEW = 100;

const NO_RULES: RuleCounts = { all: 0, firing: 0, pending: 0, unhealthy: 0, paused: 0 };

const STATES: readonly (readonly [RuleState, string])[] = [
  ['all', 'All'],
  ['unhealthy', 'Unhealthy'],
  ['firing', 'Firing'],
  ['pending', 'Pending'],
  ['paused', 'Paused'],
];

/** All rules with their health and what they cost; those that were saved here can be changed. */
export function RuleList() {
  const text = useSignal('');
  const state = useSignal<RuleState>('all');
  const limit = useSignal(STEP);
  const answer = useAnswer(
    () => listRuleGroups(text.value, state.value, limit.value),
    [text.value, state.value, limit.value],
  );
  const overview = answer.value.value;
  const counts = overview?.rules ?? NO_RULES;
  const search: RuleSearch = { text: text.value, state: state.value };
  const isSearched = text.value.trim() !== '';
  const isFew = (overview?.groups ?? []).reduce((sum, { found }) => sum + found, 0) <= FEW;
  return (
    <section aria-label="Rules">
      {(counts.all > 0 || isSearched) && (
        <>
          <SearchField
            label="Find rules"
            placeholder="Name of a rule or group"
            text={text}
            changed={() => (limit.value = STEP)}
          />
          <div class="alerts-bar">
            <Choice
              label="State"
              values={choicesOf(counts, state.value)}
              chosen={state.value}
              choose={(value) => (state.value = value)}
            />
            <NewRule />
          </div>
        </>
      )}
      <Problem text={answer.problem.value} />
      {overview?.groups.length === 0 && <NoRules isSearched={isSearched} isAny={counts.all > 0} />}
      {overview?.groups.map((group) => (
        <RuleGroupCard key={`${group.file} ${group.name}`} group={group} isOpenAtFirst={isFew}>
          {() =>
            group.folder === undefined ? (
              <FileRules group={group} search={search} />
            ) : (
              <SavedRules
                place={{ folder: group.folder, name: group.name, file: group.file }}
                version={group.version ?? 0}
                search={search}
                changed={answer.refresh}
              />
            )
          }
        </RuleGroupCard>
      ))}
      {overview && overview.groups.length < overview.groupCount && (
        <p class="more-rows">
          {limit.value < 1_000 && (
            <button type="button" class="button" onClick={() => (limit.value += STEP)}>
              Show more
            </button>
          )}
          <span class="hint">
            {overview.groups.length} of {overview.groupCount} groups
          </span>
        </p>
      )}
    </section>
  );
}

/** The states with how many rules are in each, without those that no rule is in. */
function choicesOf(counts: RuleCounts, chosen: RuleState) {
  return STATES.filter(([value]) => value === 'all' || value === chosen || counts[value] > 0).map(
    ([value, title]) => [value, `${title} ${counts[value]}`] as const,
  );
}

function NewRule() {
  const { location } = usePage();
  return (
    <button
      type="button"
      class="button is-primary"
      onClick={() => {
        draft.clear();
        location.set({ part: 'editor' });
      }}
    >
      New rule
    </button>
  );
}

function NoRules({ isSearched, isAny }: { isSearched: boolean; isAny: boolean }) {
  if (isAny) return <Nothing title="No rule in this state">There are some in others.</Nothing>;
  if (isSearched) return <Nothing title="No rule has this name">Nor has a group.</Nothing>;
  return (
    <Nothing
      title="No rules yet"
      steps={{
        'Switch on ready-made rules': '/alerts?part=packs',
        'Write a rule': '/alerts?part=editor',
      }}
    >
      Write one, name files of them by <code>rules.files</code>, or take some that come with Muninn.
    </Nothing>
  );
}
