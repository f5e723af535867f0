import { usePage } from '../../app/page';
import { useAnswer } from '../../data/useAnswer';
import { Problem } from '../Problem';
import { useFirst } from '../useFirst';
import { loadRuleGroup, type RuleGroup } from './api';
import { copyOf, draft } from './draft';
import { RuleRow } from './RuleRow';
import { isWanted, type RuleSearch } from './search';

/** More at once nobody reads. */
export const FIRST_SHOWN = 100;

interface FileRulesProps {
  readonly group: { readonly file: string; readonly name: string };
  readonly search: RuleSearch;
}

/** The rules of a group of a file or a pack, which can only be read here. */
export function FileRules({ group, search }: FileRulesProps) {
  const answer = useAnswer(() => loadRuleGroup(group), [group.file, group.name]);
  const loaded = answer.value.value;
  return (
    <>
      <Problem text={answer.problem.value} />
      {loaded && <Table group={loaded} search={search} />}
    </>
  );
}

function Table({ group, search }: { group: RuleGroup; search: RuleSearch }) {
  const { location } = usePage();
  const wanted = group.rules.filter((rule) => isWanted(search, group.name, rule.name, rule, false));
  const { shown, more } = useFirst(wanted, FIRST_SHOWN);
  return (
    <>
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {shown.map((rule, index) => (
              <RuleRow key={index} name={rule.name} query={rule.query} rule={rule}>
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    draft.set(copyOf(rule, group.name, group.interval));
                    location.set({ part: 'editor' });
                  }}
                >
                  Copy to edit
                </button>
              </RuleRow>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}
