import { useSignal } from '@preact/signals';
import { usePage } from '../../app/page';
import { format } from '../../units/units';
import { person } from '../person';
import { Problem } from '../Problem';
import { momentText } from '../words';
import {
  fileAddress,
  type GroupDocument,
  removeGroup,
  type Rule,
  type RuleDocument,
  type RuleGroup,
  type SavedGroup,
  saveGroup,
} from './api';
import { draft, draftOf } from './draft';
import { RuleRow } from './RuleRow';
import { SureButton } from './SureButton';
import { VersionList } from './VersionList';

interface SavedGroupCardProps {
  readonly group: SavedGroup;
  /** What became of it; missing until it is evaluated, and while all of it is paused. */
  readonly status: RuleGroup | undefined;
  readonly changed: () => void;
}

/** A group that was saved here: its rules are edited, paused and deleted. */
export function SavedGroupCard({ group, status, changed }: SavedGroupCardProps) {
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
  return (
    <article class="alert-group" aria-label={group.name}>
      <header>
        <h2>{group.name}</h2>
        <span class="alert-receiver">
          folder {group.folder}
          {status && `, every ${status.interval} s, ${format(status.evaluationTime, 's')}`}, saved
          by {group.author} {momentText(group.savedAt)}
        </span>
        <a href={fileAddress(group)} download={`${group.name}.yml`}>
          Rule file
        </a>
      </header>
      <Problem text={problem.value || (group.problem ?? '')} />
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {rules.map((rule, index) => (
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
      <VersionList
        group={group}
        restore={(version) => save(version.group!, `version ${version.version} again`)}
      />
    </article>
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
