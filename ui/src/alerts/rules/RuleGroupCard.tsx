import { usePage } from '../../app/page';
import { format } from '../../units/units';
import type { RuleGroup } from './api';
import { copyOf, draft } from './draft';
import { RuleRow } from './RuleRow';

/** A group of a file or a pack, which can only be read here. */
export function RuleGroupCard({ group }: { group: RuleGroup }) {
  const { location } = usePage();
  return (
    <article class="alert-group" aria-label={group.name}>
      <header>
        <h2>{group.name}</h2>
        <span class="alert-receiver">
          {group.origin === 'pack' ? 'ready-made' : `file ${group.file}`}, read-only, every{' '}
          {group.interval} s, {format(group.evaluationTime, 's')}
        </span>
      </header>
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {group.rules.map((rule, index) => (
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
    </article>
  );
}
