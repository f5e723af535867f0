import './rules.css';
import '../people.css';
import { useSignal } from '@preact/signals';
import { usePage } from '../../app/page';
import { person } from '../person';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { listSavedGroups, RefusedGroup, saveGroup } from './api';
import { draft, groupWith, placeIn } from './draft';
import { mistakesByField } from './mistakes';
import { RuleFields } from './RuleFields';
import { RulePreview } from './RulePreview';
import { RuleTrial } from './RuleTrial';
import { baseOf, useVerdict } from './useVerdict';

const NO_GROUPS: readonly never[] = [];
const REFRESH_MILLIS = 30_000;

/** A rule is written, tried on the past, and saved. */
export function RuleEditor() {
  const { location, toasts } = usePage();
  const rule = draft.value;
  const answer = useAnswer(listSavedGroups, [], REFRESH_MILLIS);
  const groups = answer.value.value ?? NO_GROUPS;
  const wantsAll = useSignal(false);
  const problem = useSignal('');
  const isSaving = useSignal(false);
  const trials = useSignal(0);
  const verdict = useVerdict(rule, groups, wantsAll.value);

  const save = async (event: Event) => {
    event.preventDefault();
    if (isSaving.value) return;
    isSaving.value = true;
    wantsAll.value = true;
    problem.value = '';
    try {
      const known = await listSavedGroups();
      const base = baseOf(rule, known);
      const group = groupWith(base?.group ?? null, rule);
      const version = rule.edits?.version ?? base?.version ?? 0;
      const message = `${rule.edits ? 'changed' : 'added'} ${rule.name}`;
      await saveGroup(
        { folder: rule.folder, name: rule.group },
        version,
        group,
        person.nameOrSomebody,
        message,
      ).catch((error: Error) => {
        if (error instanceof RefusedGroup) {
          const mistakes = mistakesByField(error.problems, placeIn(base?.group ?? null, rule));
          verdict.value = { mistakes, advice: [] };
        }
        throw error;
      });
      toasts.show({ text: `${rule.name} is saved and evaluated.` });
      draft.clear();
      location.set({ part: 'rules' });
    } catch (error) {
      problem.value = (error as Error).message;
    } finally {
      isSaving.value = false;
    }
  };

  return (
    <section aria-label="Rule editor" class="rule-editor">
      <form class="people-form" aria-label="Rule" onSubmit={save}>
        <RuleFields
          key={rule.edits ? `${rule.folder} ${rule.group} ${rule.edits.index}` : 'new'}
          mistakes={verdict.value.mistakes}
          groups={groups}
          run={() => (trials.value += 1)}
        />
        {verdict.value.advice.length > 0 && (
          <ul class="rule-advice is-wide" aria-label="Advice">
            {verdict.value.advice.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        <div class="people-form-end">
          <Problem
            text={[problem.value, ...(verdict.value.mistakes.rest ?? [])]
              .filter(Boolean)
              .join('\n')}
          />
          <button type="button" class="button" onClick={() => draft.clear()}>
            {rule.edits ? 'New rule' : 'Clear'}
          </button>
          <button type="submit" class="button is-primary" disabled={isSaving.value}>
            {rule.edits ? 'Save changes' : 'Save rule'}
          </button>
        </div>
      </form>
      <RulePreview draft={rule} isWrong={verdict.value.mistakes.expr !== undefined} />
      <RuleTrial draft={rule} asked={trials.value} />
    </section>
  );
}
