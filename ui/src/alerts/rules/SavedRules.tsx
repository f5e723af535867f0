import { useSignal } from '@preact/signals';
import { usePage } from '../../app/page';
import { useAnswer } from '../../data/useAnswer';
import { person } from '../person';
import { Problem } from '../Problem';
import { useFirst } from '../useFirst';
import {
  fileAddress,
  type GroupDocument,
  loadRuleGroup,
  loadSavedGroup,
  removeGroup,
  type Rule,
  type RuleDocument,
  type RuleGroup,
  type SavedGroup,
  saveGroup,
} from './api';
import { draft, draftOf } from './draft';
import { FIRST_SHOWN } from './FileRules';
import { RuleRow } from './RuleRow';
import { isWanted, type RuleSearch } from './search';
import { SureButton } from './SureButton';
import { VersionList } from './VersionList';

interface SavedRulesProps {
  readonly place: { readonly folder: string; readonly name: string; readonly file: string };
  /** The one that counts; another is loaded. */
  readonly version: number;
  readonly search: RuleSearch;
  readonly changed: () => void;
}

/** The document of a group changes with its version only. */
const AGAIN_MILLIS = 600_000;

/** The rules of a group that was saved here: they are edited, paused and deleted. */
export function SavedRules({ place, version, search, changed }: SavedRulesProps) {
  const { folder, name } = place;
  const saved = useAnswer(() => loadSavedGroup(place), [folder, name, version], AGAIN_MILLIS);
  const status = useAnswer(
    async () => (await loadRuleGroup(place)) ?? null,
    [folder, name, version],
  );
  const group = saved.value.value;
  return (
    <>
      <Problem text={saved.problem.value || status.problem.value} />
      {group && (
        <Group
          group={group}
          status={status.value.value ?? undefined}
          search={search}
          changed={changed}
        />
      )}
    </>
  );
}

interface GroupProps {
  readonly group: SavedGroup;
  /** What became of it; missing until it is evaluated, and while all of it is paused. */
  readonly status: RuleGroup | undefined;
  readonly search: RuleSearch;
  readonly changed: () => void;
}

function Group({ group, status, search, changed }: GroupProps) {
  const { location } = usePage();
  const problem = useSignal('');
  const rules = group.group.rules;
  const failed = (error: Error) => (problem.value = error.message);
  const save = (document: GroupDocument, message: string) =>
    saveGroup(group, group.version, document, person.nameOrSomebody, message).then(() => {
      problem.value = '';
      changed();
    }, failed);
  const pause = (index: number, { paused, ...rule }: RuleDocument) =>
    save(
      { ...group.group, rules: rules.with(index, paused ? rule : { ...rule, paused: true }) },
      `${paused ? 'resumed' : 'paused'} ${nameOf(rule)}`,
    );
  const remove = (index: number, rule: RuleDocument) =>
    rules.length === 1
      ? removeGroup(group, person.nameOrSomebody).then(changed, failed)
      : save({ ...group.group, rules: rules.toSpliced(index, 1) }, `deleted ${nameOf(rule)}`);
  const evaluated = statusesOf(rules, status);
  const wanted = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule, index }) =>
      isWanted(search, group.name, nameOf(rule), evaluated[index], rule.paused ?? false),
    );
  const { shown, more } = useFirst(wanted, FIRST_SHOWN);
  return (
    <>
      <Problem text={problem.value} />
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {shown.map(({ rule, index }) => (
              <RuleRow
                key={index}
                name={nameOf(rule)}
                query={rule.expr}
                rule={evaluated[index]}
                isPaused={rule.paused ?? false}
              >
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    draft.set(draftOf(group, index));
                    location.set({ part: 'editor' });
                  }}
                >
                  Edit
                </button>
                <button type="button" class="button" onClick={() => pause(index, rule)}>
                  {rule.paused ? 'Resume' : 'Pause'}
                </button>
                <SureButton title="Delete" run={() => remove(index, rule)} />
              </RuleRow>
            ))}
          </tbody>
        </table>
      </div>
      {more}
      <div class="rule-versions">
        <VersionList
          group={group}
          restore={(version) => save(version.group!, `version ${version.version} again`)}
        />
        <a href={fileAddress(group)} download={`${group.name}.yml`}>
          Rule file
        </a>
      </div>
    </>
  );
}

function nameOf(rule: RuleDocument): string {
  return rule.alert ?? rule.record ?? '';
}

/** What became of each rule; the paused ones are not among the evaluated. */
function statusesOf(
  rules: readonly RuleDocument[],
  status: RuleGroup | undefined,
): readonly (Rule | undefined)[] {
  const left = [...(status?.rules ?? [])];
  return rules.map((rule) => {
    if (rule.paused) return undefined;
    const at = left.findIndex(({ name }) => name === nameOf(rule));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
}
