import './rules.css';
import { usePage } from '../../app/page';
import { Nothing } from '../../app/Nothing';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { listRules, listSavedGroups, type RuleGroup, type SavedGroup } from './api';
import { draft } from './draft';
import { RuleGroupCard } from './RuleGroupCard';
import { SavedGroupCard } from './SavedGroupCard';

interface Listed {
  readonly groups: readonly RuleGroup[];
  readonly saved: readonly SavedGroup[];
}

async function list(): Promise<Listed> {
  const [groups, saved] = await Promise.all([listRules(), listSavedGroups()]);
  return { groups, saved };
}

/** All rules with their health and what they cost; those that were saved here can be changed. */
export function RuleList() {
  const { location } = usePage();
  const answer = useAnswer(list, []);
  const listed = answer.value.value;
  const others = listed?.groups.filter(({ origin }) => origin !== 'saved') ?? [];
  const hasRules = others.length + (listed?.saved.length ?? 0) > 0;
  return (
    <section aria-label="Rules">
      <Problem text={answer.problem.value} />
      {hasRules && (
        <p class="rule-new">
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
        </p>
      )}
      {listed && !hasRules && (
        <Nothing
          title="No rules yet"
          steps={{
            'Switch on ready-made rules': '/alerts?part=packs',
            'Write a rule': '/alerts?part=editor',
          }}
        >
          Write one, name files of them by <code>rules.files</code>, or take some that come with
          Muninn.
        </Nothing>
      )}
      {listed?.saved.map((group) => (
        <SavedGroupCard
          key={`${group.folder} ${group.name}`}
          group={group}
          status={listed.groups.find(
            ({ file, name }) => file === group.file && name === group.name,
          )}
          changed={answer.refresh}
        />
      ))}
      {others.map((group) => (
        <RuleGroupCard key={`${group.file} ${group.name}`} group={group} />
      ))}
    </section>
  );
}
